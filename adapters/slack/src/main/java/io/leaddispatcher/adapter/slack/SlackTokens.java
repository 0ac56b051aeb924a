package io.leaddispatcher.adapter.slack;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.slack.api.methods.response.auth.AuthTestResponse;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.Hook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Tells by whose token it is which of several workspaces a team means. */
final class SlackTokens {

    private static final Logger LOG = LoggerFactory.getLogger(SlackTokens.class);
    private static final int KNOWN = 10_000;

    private final SlackClient client;
    private final Scheduler blocking;
    private final Cache<TokenKey, String> teams =
            CacheBuilder.newBuilder()
                    .maximumSize(KNOWN)
                    .expireAfterWrite(Duration.ofHours(1))
                    .build();

    SlackTokens(SlackClient client, Scheduler blocking) {
        this.client = client;
        this.blocking = blocking;
    }

    /**
     * The one that has the team's token: any workspace may name any team. Empty when none has, or
     * when several have, since nobody could say which is meant.
     */
    Mono<Hook> ownerOf(String team, List<Hook> found) {
        if (found.size() < 2) {
            return Flux.fromIterable(found).next();
        }
        return Flux.fromIterable(found)
                .filterWhen(hook -> teamOf(hook).map(team::equals).defaultIfEmpty(false))
                .collectList()
                .flatMap(owners -> {
                    if (owners.size() > 1) {
                        LOG.warn("{} workspaces are connected to one team in Slack", owners.size());
                    }
                    return owners.size() == 1 ? Mono.just(owners.getFirst()) : Mono.empty();
                });
    }

    private Mono<String> teamOf(Hook hook) {
        return Mono.justOrEmpty(hook.connection().secret("botToken"))
                .flatMap(token -> {
                    TokenKey known = TokenKey.of(hook.tenant(), hook.connection().key(), token);
                    String remembered = teams.getIfPresent(known);
                    return remembered == null
                            ? Mono.fromCallable(() -> ask(token))
                                    .subscribeOn(blocking)
                                    .doOnNext(team -> teams.put(known, team))
                                    .onErrorResume(error -> {
                                        LOG.warn("whose token it is: {}", error.toString());
                                        return Mono.empty();
                                    })
                            : Mono.just(remembered);
                });
    }

    private String ask(Secret token) throws Exception {
        AuthTestResponse answer = client.call(token, "auth.test", Map.of(), AuthTestResponse.class);
        return answer.isOk() && answer.getTeamId() != null ? answer.getTeamId() : "";
    }
}
