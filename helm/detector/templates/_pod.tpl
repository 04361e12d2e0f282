{{/* The pod of both kinds of workload. */}}
{{- define "detector.pod" -}}
{{- $name := include "detector.fullname" . -}}
metadata:
  labels:
    {{- include "detector.labels" . | nindent 4 }}
    {{- with .Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    kubectl.kubernetes.io/default-container: detector
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "detector.serviceAccount" . }}
  {{- include "detector.confinedPod" . | nindent 2 }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  # The pause, the drain, what the service takes at most to wind down after it (10 s), and some room.
  terminationGracePeriodSeconds: {{ add .Values.preStopSeconds .Values.drainSeconds 20 }}
  containers:
    - name: detector
      image: {{ include "detector.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      {{- include "detector.confinedContainer" . | nindent 6 }}
      env:
        {{- include "detector.env" . | nindent 8 }}
      ports:
        - name: grpc
          containerPort: {{ .Values.ports.grpc }}
        - name: http
          containerPort: {{ .Values.ports.http }}
        - name: metrics
          containerPort: {{ .Values.ports.metrics }}
      {{- include "detector.probes" . | nindent 6 }}
      {{- if .Values.preStopSeconds }}
      lifecycle:
        preStop:
          sleep:
            seconds: {{ .Values.preStopSeconds }}
      {{- end }}
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      volumeMounts:
        {{- include "detector.volumeMounts" . | nindent 8 }}
  volumes:
    {{- include "detector.volumes" . | nindent 4 }}
  {{- if and (eq .Values.storage.engine "Postgres") (ne .Values.antiAffinity.mode "Off") }}
  affinity:
    podAntiAffinity:
      {{- if eq .Values.antiAffinity.mode "Required" }}
      requiredDuringSchedulingIgnoredDuringExecution:
        - topologyKey: {{ .Values.antiAffinity.topologyKey }}
          labelSelector:
            matchLabels:
              {{- include "detector.selector" . | nindent 14 }}
      {{- else }}
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 100
          podAffinityTerm:
            topologyKey: {{ .Values.antiAffinity.topologyKey }}
            labelSelector:
              matchLabels:
                {{- include "detector.selector" . | nindent 16 }}
      {{- end }}
  {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
