{{/* Options of the service, as it reads them from the environment. */}}
{{- define "detector.env" -}}
- name: Listen__Address
  value: {{ .Values.listenAddress | quote }}
- name: Listen__GrpcPort
  value: {{ .Values.ports.grpc | quote }}
- name: Listen__HttpPort
  value: {{ .Values.ports.http | quote }}
- name: Listen__MetricsPort
  value: {{ .Values.ports.metrics | quote }}
{{- if .Values.auth.allowUnauthenticated }}
- name: Listen__AllowUnauthenticated
  value: "true"
{{- end }}
{{- if .Values.auth.existingSecret }}
- name: Auth__KeysPath
  value: /etc/detector/keys/{{ .Values.auth.key }}
{{- end }}
{{- if .Values.tls.existingSecret }}
- name: Tls__CertificatePath
  value: /etc/detector/tls/{{ .Values.tls.certificateKey }}
- name: Tls__KeyPath
  value: /etc/detector/tls/{{ .Values.tls.privateKeyKey }}
{{- end }}
{{- if .Values.tls.clientCa.existingSecret }}
- name: Tls__ClientCaPath
  value: /etc/detector/client-ca/{{ .Values.tls.clientCa.key }}
{{- end }}
- name: Storage__Engine
  value: {{ .Values.storage.engine }}
{{- if eq .Values.storage.engine "Postgres" }}
- name: Storage__Connection
  valueFrom:
    secretKeyRef:
      name: {{ .Values.storage.postgres.existingSecret }}
      key: {{ .Values.storage.postgres.key }}
{{- else }}
- name: Storage__Path
  value: /data/detector.db
{{- end }}
{{- if .Values.encoder.existingClaim }}
- name: Encoder__Path
  value: /encoder
{{- end }}
- name: Drain__Seconds
  value: {{ .Values.drainSeconds | quote }}
{{- $options := .Values.options }}
{{- if not (dig "Log" "Format" "" $options) }}
- name: Log__Format
  value: Json
{{- end }}
{{- range $section, $settings := $options }}
{{- range $option, $value := $settings }}
- name: {{ $section }}__{{ $option }}
  {{- /* Numbers of values files are floats, which print as 1e+06. */}}
  value: {{ kindIs "float64" $value | ternary ($value | int64) $value | quote }}
{{- end }}
{{- end }}
{{- end }}
