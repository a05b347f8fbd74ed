# The image from the sources, for those who have Docker alone:   docker build -t fakeimds .
# It is for the machine that builds it, amd64 or arm64: .NET does not support its SDK under emulation (docs/containers.md#the-image).
# Dockerfile.published makes the same image of a program that was published on the host; a test holds the last stages equal.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends clang lld cmake libssl-dev zlib1g-dev \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /fakeimds
COPY . .
RUN dotnet publish src/FakeImds.Cli -p:PublishProfile=Image --output /published

FROM scratch
COPY --from=build /published/fakeimds /fakeimds
USER 65532:65532
EXPOSE 80
HEALTHCHECK --interval=2s --timeout=3s --start-period=2s --retries=5 CMD ["/fakeimds", "healthcheck"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/fakeimds"]
CMD ["run"]
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="fakeimds" \
      org.opencontainers.image.description="The EC2 Instance Metadata Service for tests" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.licenses="MIT"
