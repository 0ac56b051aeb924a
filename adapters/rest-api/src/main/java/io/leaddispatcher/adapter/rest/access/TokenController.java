package io.leaddispatcher.adapter.rest.access;

import io.leaddispatcher.adapter.rest.body.NullableMember;
import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.adapter.rest.listing.PageRequest;
import io.leaddispatcher.adapter.rest.listing.Pages;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.token.CreateToken;
import io.leaddispatcher.application.token.ListTokens;
import io.leaddispatcher.application.token.RevokeToken;
import io.leaddispatcher.application.token.TokenView;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** API tokens. The secret of one is in the answer that makes it, and in no other. */
@RestController
@RequestMapping("/api/v1/tokens")
final class TokenController {

    private final CreateToken create;
    private final ListTokens list;
    private final RevokeToken revoke;
    private final RequestBodies bodies;
    private final Pages pages;

    TokenController(
            CreateToken create,
            ListTokens list,
            RevokeToken revoke,
            RequestBodies bodies,
            Pages pages) {
        this.create = create;
        this.list = list;
        this.revoke = revoke;
        this.bodies = bodies;
        this.pages = pages;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Map<String, Object>> create(Caller caller, ServerHttpRequest request) {
        return bodies.object(request)
                .flatMap(document -> create.handle(new CreateToken.Command(caller, document)))
                .map(created -> {
                    var shown = shown(created.token());
                    shown.put("token", created.secret().reveal());
                    return shown;
                });
    }

    @GetMapping
    Mono<Map<String, Object>> list(Caller caller, ServerHttpRequest request) {
        PageRequest page = pages.asked(caller, request);
        return list.handle(new ListTokens.Query(caller, PathIds.after(page), page.limit()))
                .map(found -> pages.answer(caller, request, found, TokenController::shown));
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> revoke(Caller caller, @PathVariable("id") String id) {
        return revoke.handle(new RevokeToken.Command(caller, PathIds.of(id)))
                .map(outcome ->
                        switch (outcome) {
                            case RevokeToken.Outcome.Revoked() ->
                                    ResponseEntity.noContent().build();
                            case RevokeToken.Outcome.Unknown() -> throw ProblemException.notFound();
                        });
    }

    private static Map<String, Object> shown(TokenView token) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", token.id().toString());
        shown.put("name", token.name());
        shown.put(
                "scopes",
                token.scopes().stream()
                        .sorted()
                        .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                        .toList());
        NullableMember.put(shown, "createdAt", token.createdAt());
        NullableMember.put(shown, "expiresAt", token.expiresAt());
        NullableMember.put(shown, "lastUsedAt", token.lastUsedAt());
        return shown;
    }
}
