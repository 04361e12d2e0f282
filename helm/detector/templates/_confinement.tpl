{{/* What the restricted Pod Security Standard asks of a pod, and more. */}}
{{- define "detector.confinedPod" -}}
automountServiceAccountToken: false
# Variables that Kubernetes would add for services called detector look like options of the client.
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  {{- with .Values.securityContext.user }}
  runAsUser: {{ . }}
  runAsGroup: {{ . }}
  fsGroup: {{ . }}
  {{- end }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{/* The same of a container. */}}
{{- define "detector.confinedContainer" -}}
securityContext:
  allowPrivilegeEscalation: false
  privileged: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  capabilities:
    drop:
      - ALL
{{- end }}
