import type { ReadinessItem } from '../../core/readiness/item.js';
import { imageMarks, missingIfDeployed, objectMarks, variableMarks } from '../../core/readiness/marks.js';

const sender =
  /^(?:OTEL_EXPORTER_OTLP(?:_TRACES)?_ENDPOINT|OTEL_TRACES_EXPORTER|JAEGER_(?:ENDPOINT|AGENT_HOST)|ZIPKIN_(?:ENDPOINT|BASE_URL|URL)|MANAGEMENT_(?:OTLP|ZIPKIN)_TRACING_ENDPOINT|DD_(?:TRACE_AGENT_URL|AGENT_HOST)|ELASTIC_APM_SERVER_URLS?)$/;

const item: ReadinessItem = {
  id: 'tracing',
  pillar: 'observability',
  number: 3,
  title: { en: 'Distributed tracing', ru: 'Распределённая трассировка' },
  topic: 'observability-pillars',
  findings: [],
  stakes: 'sight',
  next: {
    en: 'Send traces by OTLP: set OTEL_EXPORTER_OTLP_ENDPOINT for every application',
    ru: 'Отправляйте трассы по OTLP: задайте OTEL_EXPORTER_OTLP_ENDPOINT каждому приложению',
  },
  absent: missingIfDeployed,
  *evidence(survey) {
    yield* variableMarks(survey, (name, value) => sender.test(name) && value !== 'none', 'proof');
    yield* objectMarks(survey, ['opentelemetry.io/Instrumentation'], 'proof');
    yield* objectMarks(
      survey,
      ['opentelemetry.io/OpenTelemetryCollector', 'telemetry.istio.io/Telemetry', 'jaegertracing.io/Jaeger'],
      'part',
    );
    yield* imageMarks(
      survey,
      /(?:^|\/)(?:tempo|jaeger|all-in-one|zipkin(?:-slim)?|opentelemetry-collector(?:-contrib)?)$/,
      'part',
    );
  },
};

export default item;
