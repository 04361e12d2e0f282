{{- define "detector.volumeMounts" -}}
- name: tmp
  mountPath: /tmp
{{- if eq .Values.storage.engine "Sqlite" }}
- name: data
  mountPath: /data
{{- end }}
{{- range include "detector.files" . | fromYamlArray }}
- name: {{ .name }}
  mountPath: /etc/detector/{{ .name }}
  readOnly: true
{{- end }}
{{- if .Values.encoder.existingClaim }}
- name: encoder
  mountPath: /encoder
  {{- with .Values.encoder.subPath }}
  subPath: {{ . }}
  {{- end }}
  readOnly: true
{{- end }}
{{- end }}

{{- define "detector.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: {{ .Values.tmpSize }}
{{- if and (eq .Values.storage.engine "Sqlite") .Values.storage.sqlite.existingClaim }}
- name: data
  persistentVolumeClaim:
    claimName: {{ .Values.storage.sqlite.existingClaim }}
{{- end }}
{{- range include "detector.files" . | fromYamlArray }}
- name: {{ .name }}
  secret:
    secretName: {{ .secret }}
    # Read by the group, which fsGroup gives them to.
    defaultMode: 0440
    items:
      {{- range .keys }}
      - key: {{ . }}
        path: {{ . }}
      {{- end }}
{{- end }}
{{- if .Values.encoder.existingClaim }}
- name: encoder
  persistentVolumeClaim:
    claimName: {{ .Values.encoder.existingClaim }}
    readOnly: true
{{- end }}
{{- end }}

{{/* The Secrets that are mounted as files; whole directories, so that the service sees them change. */}}
{{- define "detector.files" -}}
{{- $files := list -}}
{{- with .Values.auth }}
{{- if .existingSecret }}{{ $files = append $files (dict "name" "keys" "secret" .existingSecret "keys" (list .key)) }}{{ end }}
{{- end }}
{{- with .Values.tls }}
{{- if .existingSecret }}{{ $files = append $files (dict "name" "tls" "secret" .existingSecret "keys" (list .certificateKey .privateKeyKey)) }}{{ end }}
{{- if .clientCa.existingSecret }}{{ $files = append $files (dict "name" "client-ca" "secret" .clientCa.existingSecret "keys" (list .clientCa.key)) }}{{ end }}
{{- end }}
{{- with .Values.storage }}
{{- if and (eq .engine "Postgres") .postgres.caSecret }}{{ $files = append $files (dict "name" "database" "secret" .postgres.caSecret "keys" (list .postgres.caKey)) }}{{ end }}
{{- end }}
{{- toYaml $files }}
{{- end }}
