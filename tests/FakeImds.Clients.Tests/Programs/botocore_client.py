"""Long-lived: for each line on standard input it asks the metadata service once more and prints what it found,
one name=value a line, and "." at the end. The fetchers are the ones that boto3 and the AWS CLI use.
"""
import sys

import botocore.session
from botocore.utils import InstanceMetadataRegionFetcher

for _ in sys.stdin:
    try:
        # A new session each time: botocore keeps credentials until shortly before they end.
        session = botocore.session.Session()
        timeout = session.get_config_variable("metadata_service_timeout")
        endpoint = session.get_config_variable("ec2_metadata_service_endpoint")
        found = session.get_credentials()
        if found is not None:
            keys = found.get_frozen_credentials()
            print(f"access-key-id={keys.access_key}")
            print(f"secret-access-key={keys.secret_key}")
            print(f"session-token={keys.token}")
        else:
            print("error=NoCredentials: botocore found no credentials")
        fetcher = InstanceMetadataRegionFetcher(timeout=timeout, config={"ec2_metadata_service_endpoint": endpoint})
        print("region=" + (fetcher.retrieve_region() or ""))
    except Exception as e:
        print(f"error={type(e).__name__}: {e}")
    print(".", flush=True)
