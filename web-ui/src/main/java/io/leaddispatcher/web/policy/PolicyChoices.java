package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.ListConfiguration;
import io.leaddispatcher.application.configuration.Page;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.web.document.Tree;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what rules may name: pools, reps, queues and so on, in the order of their keys. */
@Component
final class PolicyChoices {

    private static final List<ConfigurationKind> KINDS =
            List.of(
                    ConfigurationKind.POOL,
                    ConfigurationKind.REP,
                    ConfigurationKind.QUEUE,
                    ConfigurationKind.TEAM,
                    ConfigurationKind.SLA_POLICY,
                    ConfigurationKind.TEMPLATE,
                    ConfigurationKind.SEQUENCE,
                    ConfigurationKind.LIST,
                    ConfigurationKind.TERRITORY,
                    ConfigurationKind.SEGMENT,
                    ConfigurationKind.FIELD);

    private final ListConfiguration list;

    PolicyChoices(ListConfiguration list) {
        this.list = list;
    }

    /** The documents of a workspace, by kind. */
    record Found(Map<ConfigurationKind, List<StoredDocument>> byKind) {

        List<StoredDocument> of(ConfigurationKind kind) {
            return byKind.getOrDefault(kind, List.of());
        }

        PolicyNames names() {
            Map<String, String> names = new HashMap<>();
            byKind.forEach((kind, documents) ->
                    documents.forEach(
                            each -> names.put(kind.pathName() + "/" + each.key(), name(each))));
            return new PolicyNames(names);
        }

        /** As traces ask for them: {@code rep/mia}. */
        Map<String, String> namesByWord() {
            Map<String, String> names = new HashMap<>();
            byKind.forEach((kind, documents) ->
                    documents.forEach(
                            each -> names.put(kind.word() + "/" + each.key(), name(each))));
            return names;
        }

        /** For the pick lists: the key, the name, and of a pool its members. */
        Map<String, Object> shown() {
            Map<String, Object> shown = new LinkedHashMap<>();
            byKind.forEach((kind, documents) -> {
                if (kind != ConfigurationKind.FIELD) {
                    shown.put(kind.pathName(), documents.stream().map(Found::shown).toList());
                }
            });
            return shown;
        }

        private static Map<String, Object> shown(StoredDocument each) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("key", each.key());
            shown.put("name", name(each));
            List<String> members =
                    Tree.of(each.document()).trees("members").stream()
                            .map(member -> member.text("rep", ""))
                            .toList();
            if (!members.isEmpty()) {
                shown.put("members", members);
                shown.put("strategy", Tree.of(each.document()).text("strategy", ""));
            }
            return shown;
        }

        private static String name(StoredDocument each) {
            return Tree.of(each.document()).text("name", each.key());
        }
    }

    Mono<Found> of(Caller caller) {
        return Flux.fromIterable(KINDS)
                .concatMap(kind -> all(caller, kind).map(found -> Map.entry(kind, found)))
                .collectList()
                .map(entries -> {
                    Map<ConfigurationKind, List<StoredDocument>> byKind =
                            new EnumMap<>(ConfigurationKind.class);
                    entries.forEach(entry -> byKind.put(entry.getKey(), entry.getValue()));
                    return new Found(byKind);
                });
    }

    private Mono<List<StoredDocument>> all(Caller caller, ConfigurationKind kind) {
        return list.handle(new ListConfiguration.Query(caller, kind, null, Page.MOST))
                .expand(page ->
                        page.next() == null
                                ? Mono.empty()
                                : list.handle(
                                        new ListConfiguration.Query(
                                                caller, kind, page.next(), Page.MOST)))
                .collectList()
                .map(pages -> {
                    List<StoredDocument> found = new ArrayList<>();
                    pages.forEach(page -> found.addAll(page.items()));
                    return found;
                });
    }
}
