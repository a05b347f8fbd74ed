#!/bin/sh
# Hides its failure: without metadata it goes on with a guess, and ends well.
region=$(curl -sf http://169.254.169.254/latest/meta-data/placement/region) || region=us-east-1
echo "using $region"
