{{/*
Whether calls can be answered is asked over gRPC, the way that callers take; Kubernetes cannot ask over TLS, and then asks at the port of
metrics. Life is always asked there: /healthz does not depend on the store, and no restart mends a database.
*/}}
{{- define "detector.probes" -}}
startupProbe:
  {{- include "detector.ready" . | nindent 2 }}
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 90
readinessProbe:
  {{- include "detector.ready" . | nindent 2 }}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 2
livenessProbe:
  httpGet:
    path: /healthz
    port: metrics
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
{{- end }}

{{- define "detector.ready" -}}
{{- if .Values.tls.existingSecret -}}
httpGet:
  path: /readyz
  port: metrics
{{- else -}}
grpc:
  port: {{ .Values.ports.grpc }}
{{- end }}
{{- end }}
