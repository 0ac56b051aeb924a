package io.leaddispatcher.adapter.rest.problem;

import io.leaddispatcher.domain.document.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem documents: the one place that knows their shape. */
@Component
public final class ProblemWriter {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public Mono<Void> write(ServerWebExchange exchange, ProblemException problem) {
        return write(
                exchange,
                problem.status(),
                problem.status().getReasonPhrase(),
                String.valueOf(problem.getMessage()),
                problem.headers(),
                problem.violations());
    }

    public Mono<Void> write(
            ServerWebExchange exchange,
            HttpStatusCode status,
            String title,
            String detail,
            HttpHeaders headers,
            List<Violation> violations) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "about:blank");
        document.put("title", title);
        document.put("status", status.value());
        document.put("detail", detail);
        if (!violations.isEmpty()) {
            document.put("errors", errors(violations));
        }
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().putAll(headers);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setCacheControl(CacheControl.noStore());
        return response.writeWith(
                Mono.fromSupplier(() -> buffer(response, MAPPER.writeValueAsBytes(document))));
    }

    private static DataBuffer buffer(ServerHttpResponse response, byte[] bytes) {
        return response.bufferFactory().wrap(bytes);
    }

    private static List<Map<String, Object>> errors(List<Violation> violations) {
        List<Map<String, Object>> errors = new ArrayList<>();
        for (Violation violation : violations) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("pointer", violation.pointer());
            error.put("code", violation.code().name());
            error.put("message", violation.message());
            String rule = violation.ruleId();
            if (rule != null) {
                error.put("ruleId", rule);
            }
            errors.add(error);
        }
        return errors;
    }
}
