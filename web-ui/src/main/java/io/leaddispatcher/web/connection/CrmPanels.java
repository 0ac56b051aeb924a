package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.ConnectionHealthView;
import io.leaddispatcher.application.connection.ShowConnectionHealth;
import io.leaddispatcher.application.crm.ShowBackfill;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Words;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks how connections to CRMs stand. */
@Component
final class CrmPanels {

    private final ShowConnectionHealth showHealth;
    private final ShowBackfill showBackfill;
    private final InstantSource clock;

    CrmPanels(ShowConnectionHealth showHealth, ShowBackfill showBackfill, InstantSource clock) {
        this.showHealth = showHealth;
        this.showBackfill = showBackfill;
        this.clock = clock;
    }

    /** An empty optional where the connection is to no CRM. */
    Mono<Optional<CrmPanel>> of(
            Caller caller,
            ConnectionType type,
            Tree connection,
            @Nullable String note,
            Words words) {
        if (!type.isCrm()) {
            return Mono.just(Optional.empty());
        }
        var key = new ConnectionKey(connection.text("key", ""));
        return Mono.zip(
                        showHealth
                                .handle(new ShowConnectionHealth.Query(caller, key))
                                .defaultIfEmpty(ConnectionHealthView.unknown()),
                        showBackfill
                                .handle(new ShowBackfill.Query(caller, key))
                                .defaultIfEmpty(Optional.empty()))
                .map(seen ->
                        Optional.of(
                                CrmPanel.of(
                                        type,
                                        connection,
                                        new CrmPanel.Seen(
                                                seen.getT1(),
                                                seen.getT2().orElse(null),
                                                clock.instant()),
                                        note,
                                        words)));
    }
}
