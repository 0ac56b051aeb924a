package io.leaddispatcher.adapter.rest.outreach;

import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.outreach.PreviewTemplate;
import java.util.Map;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What somebody would be written. */
@RestController
@RequestMapping("/api/v1/templates/{key}")
final class TemplatePreviewController {

    private final PreviewTemplate preview;
    private final RequestBodies bodies;

    TemplatePreviewController(PreviewTemplate preview, RequestBodies bodies) {
        this.preview = preview;
        this.bodies = bodies;
    }

    @PostMapping("/preview")
    Mono<Map<String, Object>> preview(
            Caller caller, @PathVariable("key") String key, ServerHttpRequest request) {
        return bodies.object(request)
                .flatMap(body -> preview.handle(new PreviewTemplate.Command(caller, key, body)))
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }
}
