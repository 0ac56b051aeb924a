package io.leaddispatcher.domain.queue;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.outreach.TemplateKey;
import io.leaddispatcher.domain.roster.TeamKey;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where leads wait when nobody has them, the highest priority first, then the oldest.
 *
 * @param team whose members may take leads out; null is everybody who may work leads
 * @param acknowledge what a lead is written that comes to wait here; null: nothing, or what its
 *     rule says
 * @param pull whether a waiting lead is routed again as soon as somebody is available
 */
public record Queue(
        QueueKey key,
        String name,
        QueueType type,
        @Nullable TeamKey team,
        boolean pull,
        @Nullable TemplateKey acknowledge) {

    /**
     * Reads the body of {@code /queues/{key}}. Empty when the violations leave no queue to speak
     * of.
     *
     * @param known whether a team of this key exists
     * @param template whether a template of this key exists
     */
    public static Optional<Queue> read(
            QueueKey key,
            Part document,
            Predicate<TeamKey> known,
            Predicate<TemplateKey> template) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        Optional<String> name = document.requiredText("name");
        QueueType type = document.oneOf("type", QueueType.class).orElse(QueueType.CUSTOM);
        TeamKey team =
                document.property("team")
                        .flatMap(part -> TeamKey.reference(part, known))
                        .orElse(null);
        boolean pull = document.flag("pull", false);
        TemplateKey acknowledge =
                document.property("acknowledge")
                        .flatMap(part -> TemplateKey.reference(part, template))
                        .orElse(null);
        document.ignore("key", "load", "waiting", "oldestAt");
        document.refuseUnknown();
        return name.map(text -> new Queue(key, text, type, team, pull, acknowledge));
    }
}
