# One static executable on an empty base. Builds for the platform of the machine or builder that runs it.
ARG SWIFT=swift:6.3-bookworm
FROM ${SWIFT} AS build
RUN apt-get update -q \
    && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends libssl-dev libsqlite3-dev libhiredis-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY Package.swift ./
# The manifest names a folder for every target, tests included, and is refused without them.
COPY Tests Tests
COPY Fixtures Fixtures
COPY Sources Sources
RUN swift build -c release --product mock-okta --traits SQLite,Redis -Xswiftc -static-executable -Xlinker --gc-sections -Xlinker --strip-all \
    && install -D "$(swift build -c release --show-bin-path)/mock-okta" /image/mock-okta \
    && mkdir /image/fixtures

FROM scratch
ARG VERSION=1.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="mock-okta" \
    org.opencontainers.image.description="A local test double of an Okta authorization server" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}"
COPY --from=build /image/ /
ENV MOCK_OKTA_HOST=:: MOCK_OKTA_DEFAULT_FIXTURES=/fixtures
# A number, because there is no list of users in the image.
USER 65532:65532
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=2s --start-period=2s --retries=3 CMD ["/mock-okta", "healthcheck"]
ENTRYPOINT ["/mock-okta"]
