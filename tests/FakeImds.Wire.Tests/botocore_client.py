"""What boto3 and the AWS CLI do first on an instance: botocore's own fetchers, with their default patience.

Run inside a network namespace by the wire tests, which read the two lines it prints.
argv[1] is the endpoint mode, IPv4 or IPv6.
"""
import sys

from botocore.utils import InstanceMetadataFetcher, InstanceMetadataRegionFetcher

config = {"ec2_metadata_service_endpoint_mode": sys.argv[1].lower()}
patience = {"timeout": 1, "num_attempts": 1, "config": config}

print("region=" + (InstanceMetadataRegionFetcher(**patience).retrieve_region() or ""))
print("access-key=" + InstanceMetadataFetcher(**patience).retrieve_iam_role_credentials().get("access_key", ""))
