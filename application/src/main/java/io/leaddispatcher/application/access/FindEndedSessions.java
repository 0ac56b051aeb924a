package io.leaddispatcher.application.access;

import static java.util.stream.Collectors.toMap;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.port.Sessions;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Which of many sessions are over: logged out, ended by a change of password or role, or of a
 * member who is active no longer. One question for all of them, so that it can be asked often.
 */
@UseCase
public final class FindEndedSessions {

    private final Sessions sessions;

    public FindEndedSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * @param tokens of the sessions, also of several workspaces; nobody is asked where there are
     *     none
     */
    public record Query(Set<String> tokens) {
        public Query {
            tokens = Set.copyOf(tokens);
        }
    }

    public Mono<Set<String>> handle(Query query) {
        if (query.tokens().isEmpty()) {
            return Mono.just(Set.of());
        }
        Map<String, ByteBuffer> hashes =
                query.tokens().stream()
                        .collect(
                                toMap(
                                        Function.identity(),
                                        token -> ByteBuffer.wrap(TokenHash.of(token))));
        return sessions.stillOpen(hashes.values().stream().map(ByteBuffer::array).toList())
                .map(ByteBuffer::wrap)
                .collect(HashSet<ByteBuffer>::new, HashSet::add)
                .map(open -> {
                    Set<String> ended = new HashSet<>();
                    hashes.forEach((token, hash) -> {
                        if (!open.contains(hash)) {
                            ended.add(token);
                        }
                    });
                    return ended;
                });
    }
}
