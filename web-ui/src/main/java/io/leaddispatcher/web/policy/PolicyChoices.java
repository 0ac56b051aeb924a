package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.Label;
import io.leaddispatcher.application.configuration.ListLabels;
import io.leaddispatcher.web.layout.Words;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads what rules may name: pools, reps, queues and so on, in the order of their keys. */
@Component
final class PolicyChoices {

    private static final Set<ConfigurationKind> KINDS =
            EnumSet.complementOf(EnumSet.of(ConfigurationKind.ACCOUNT));

    private final ListLabels list;

    PolicyChoices(ListLabels list) {
        this.list = list;
    }

    /** What the documents of a workspace are called. */
    record Found(List<Label> labels) {

        Found {
            labels = List.copyOf(labels);
        }

        List<Label> of(ConfigurationKind kind) {
            return labels.stream().filter(label -> label.kind() == kind).toList();
        }

        PolicyNames names() {
            return new PolicyNames(byPath(ConfigurationKind::pathName));
        }

        /** The words, with the names that the workspace has given to its own fields and teams. */
        Words words(Words plain) {
            return plain.calling(names(ConfigurationKind.FIELD))
                    .callingTeams(names(ConfigurationKind.TEAM));
        }

        private Map<String, String> names(ConfigurationKind kind) {
            return of(kind).stream().collect(Collectors.toMap(Label::key, Label::name));
        }

        /** As traces ask for them: {@code rep/mia}. */
        Map<String, String> namesByWord() {
            return byPath(ConfigurationKind::word);
        }

        private Map<String, String> byPath(Function<ConfigurationKind, String> called) {
            return labels.stream()
                    .collect(
                            Collectors.toMap(
                                    label -> called.apply(label.kind()) + "/" + label.key(),
                                    Label::name));
        }

        /** For the pick lists: the key and the name. */
        Map<String, Object> shown() {
            Map<String, Object> shown = new LinkedHashMap<>();
            for (var kind : KINDS) {
                if (kind != ConfigurationKind.FIELD) {
                    shown.put(kind.pathName(), of(kind).stream().map(Found::shown).toList());
                }
            }
            return shown;
        }

        private static Map<String, Object> shown(Label label) {
            return Map.of("key", label.key(), "name", label.name());
        }
    }

    Mono<Found> of(Caller caller) {
        return list.handle(new ListLabels.Query(caller, KINDS)).map(Found::new);
    }
}
