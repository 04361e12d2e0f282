{{/* What the schema cannot say. Included once, by the service, which every release has. */}}
{{- define "detector.refuse" -}}
{{- $values := .Values -}}
{{- if not (or $values.auth.existingSecret $values.tls.clientCa.existingSecret $values.auth.allowUnauthenticated) -}}
{{- fail "whoever reaches the service could call everything: set auth.existingSecret to a Secret with a file of keys (detector-service make-key makes them), or tls.clientCa.existingSecret to the CA of callers' certificates, or, where something else keeps strangers away, auth.allowUnauthenticated to true" -}}
{{- end -}}
{{- if and $values.tls.clientCa.existingSecret (not $values.tls.existingSecret) -}}
{{- fail "tls.clientCa.existingSecret needs tls.existingSecret: without TLS no caller can show a certificate" -}}
{{- end -}}
{{- if and (eq $values.storage.engine "Postgres") (not $values.storage.postgres.existingSecret) -}}
{{- fail "storage.engine Postgres needs storage.postgres.existingSecret, a Secret with Host=…;Database=…;Username=…;Password=… under its key storage.postgres.key" -}}
{{- end -}}
{{- if and (eq $values.storage.engine "Sqlite") $values.autoscaling.enabled -}}
{{- fail "autoscaling.enabled needs storage.engine Postgres: replicas cannot share the file of SQLite" -}}
{{- end -}}
{{- if gt (int $values.autoscaling.minReplicas) (int $values.autoscaling.maxReplicas) -}}
{{- fail "autoscaling.minReplicas is greater than autoscaling.maxReplicas" -}}
{{- end -}}
{{- $ports := list $values.ports.grpc $values.ports.http $values.ports.metrics -}}
{{- if lt (len (uniq $ports)) 3 -}}
{{- fail "ports.grpc, ports.http and ports.metrics must differ" -}}
{{- end -}}
{{- end }}
