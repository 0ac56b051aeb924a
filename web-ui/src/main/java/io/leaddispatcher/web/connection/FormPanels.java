package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.Label;
import io.leaddispatcher.application.configuration.ListLabels;
import io.leaddispatcher.application.form.ListUnmappedFields;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a web form's page has beside its settings: its HTML, and what it sent in vain. */
@Component
final class FormPanels {

    private final ListUnmappedFields listUnmapped;
    private final ListLabels listLabels;

    FormPanels(ListUnmappedFields listUnmapped, ListLabels listLabels) {
        this.listUnmapped = listUnmapped;
        this.listLabels = listLabels;
    }

    /** By name, as the template asks for them. */
    Mono<Map<String, Object>> of(Caller caller, String key, Tree connection, Words plain) {
        return listUnmapped
                .handle(new ListUnmappedFields.Query(caller, ConnectionAddress.connection(key)))
                .zipWhen(_ ->
                        listLabels.handle(
                                new ListLabels.Query(caller, Set.of(ConfigurationKind.FIELD))))
                .map(found -> {
                    List<Label> own = found.getT2();
                    Words words =
                            plain.calling(
                                    own.stream()
                                            .collect(Collectors.toMap(Label::key, Label::name)));
                    Map<String, Object> panels = new LinkedHashMap<>();
                    panels.put("snippet", FormSnippet.of(connection, words));
                    var leftOut = LeftOutFields.of(found.getT1(), connection, own, words);
                    if (!leftOut.rows().isEmpty()) {
                        panels.put("leftOut", leftOut);
                    }
                    return panels;
                });
    }
}
