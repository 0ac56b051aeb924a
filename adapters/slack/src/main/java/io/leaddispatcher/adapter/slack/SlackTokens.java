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

    /** Slack waits for three seconds. */
    private static final int AT_ONCE = 20;

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
     * The first connection of the one workspace that has the team's token: any workspace may name
     * any team. Empty when none has, or when several have, since nobody could say which is meant.
     */
    Mono<Hook> ownerOf(String team, List<Hook> found) {
        return workspaces(found) < 2
                ? first(found)
                : Flux.fromIterable(found)
                        .flatMapSequential(
                                hook -> teamOf(hook).filter(team::equals).map(_ -> hook), AT_ONCE)
                        .collectList()
                        .flatMap(SlackTokens::ofOneWorkspace);
    }

    private static Mono<Hook> ofOneWorkspace(List<Hook> owners) {
        long workspaces = workspaces(owners);
        if (workspaces > 1) {
            LOG.warn("{} workspaces are connected to one team in Slack", workspaces);
            return Mono.empty();
        }
        return first(owners);
    }

    private static long workspaces(List<Hook> hooks) {
        return hooks.stream().map(Hook::tenant).distinct().count();
    }

    /** In the order of keys, as messages are sent. */
    private static Mono<Hook> first(List<Hook> hooks) {
        return Mono.justOrEmpty(hooks.stream().findFirst());
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
