package io.leaddispatcher.adapter.rest.hook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.form.FieldNames;
import io.leaddispatcher.application.form.NoteUnmappedFields;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Notes the fields of forms that went nowhere. One form sends the same ones each time: what this
 * node has noted some minutes ago is not noted again.
 */
final class UnmappedFieldNotes {

    private static final Logger LOG = LoggerFactory.getLogger(UnmappedFieldNotes.class);

    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(5);

    private record Note(TenantId tenant, ConnectionKey connection, FieldNames names) {}

    private final NoteUnmappedFields note;
    private final Cache<Note, Boolean> noted =
            Caffeine.newBuilder()
                    .maximumSize(MOST_REMEMBERED)
                    .expireAfterWrite(REMEMBERED_FOR)
                    .build();

    UnmappedFieldNotes(NoteUnmappedFields note) {
        this.note = note;
    }

    /** Never fails: a form is worth more than what is said about it. */
    Mono<Void> of(Hook hook, Set<String> leftOut) {
        FieldNames names = FieldNames.of(leftOut);
        var fresh = new Note(hook.tenant(), hook.connection().key(), names);
        return Mono.defer(() ->
                        names.all().isEmpty() || noted.asMap().putIfAbsent(fresh, true) != null
                                ? Mono.empty()
                                : note.handle(hook, names))
                .onErrorResume(error -> {
                    noted.invalidate(fresh);
                    LOG.warn("The unmapped fields of a form were not noted.", error);
                    return Mono.empty();
                });
    }
}
