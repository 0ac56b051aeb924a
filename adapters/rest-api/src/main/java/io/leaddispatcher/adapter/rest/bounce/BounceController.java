package io.leaddispatcher.adapter.rest.bounce;

import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.dispatch.ReportBounce;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A mail provider tells that mail came back. */
@RestController
final class BounceController {

    private final ReportBounce reportBounce;
    private final RequestBodies bodies;

    BounceController(ReportBounce reportBounce, RequestBodies bodies) {
        this.reportBounce = reportBounce;
        this.bodies = bodies;
    }

    @PostMapping("/api/v1/bounces")
    Mono<Map<String, Object>> report(Caller caller, ServerHttpRequest request) {
        return bodies.object(request)
                .flatMap(
                        document -> reportBounce.handle(new ReportBounce.Command(caller, document)))
                .map(outcome -> {
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put("address", outcome.address());
                    answer.put("recorded", outcome.kept() != null);
                    return answer;
                });
    }
}
