package io.leaddispatcher.adapter.rest.configuration;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.dispatch.ListBounces;
import io.leaddispatcher.application.dispatch.port.MailBounces.Bounce;
import java.util.Locale;
import java.util.Map;
import reactor.core.publisher.Mono;

/** That mail to reps comes back, beside what they are. */
record RepFigures(ListBounces bounces) {

    /** Those of a workspace, by address. */
    record Asked(Map<String, Bounce> bounces) {

        static final Asked NOTHING = new Asked(Map.of());

        /** More properties of a document; none where it is no rep, or mail gets through. */
        Map<String, Object> of(StoredDocument document) {
            Bounce bounce =
                    document.document().get("email") instanceof String email
                            ? bounces.get(email.strip().toLowerCase(Locale.ROOT))
                            : null;
            return bounce == null
                    ? Map.of()
                    : Map.of(
                            "bounce",
                            // In this order on every node: a tag is made of it.
                            ImmutableMap.of(
                                    "reason", bounce.reason(), "at", bounce.at().toString()));
        }
    }

    Mono<Asked> asked(Caller caller, ConfigurationKind kind) {
        return kind == ConfigurationKind.REP
                ? bounces.handle(caller).map(Asked::new)
                : Mono.just(Asked.NOTHING);
    }
}
