package io.leaddispatcher.application.form;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.form.port.UnmappedFields;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** Remembers which fields of a form went nowhere, so that somebody can say where they belong. */
@UseCase
public final class NoteUnmappedFields {

    private final UnmappedFields fields;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public NoteUnmappedFields(UnmappedFields fields, UnitOfWork unitOfWork, InstantSource clock) {
        this.fields = fields;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public Mono<Void> handle(Hook hook, FieldNames names) {
        return unitOfWork.run(
                hook.tenant(),
                fields.note(hook.tenant(), hook.connection().key(), names.all(), clock.instant()));
    }
}
