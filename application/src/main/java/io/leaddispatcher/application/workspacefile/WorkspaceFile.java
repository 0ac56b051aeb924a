package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.retention.Retention;
import io.leaddispatcher.application.webhook.CreateWebhook;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.webhook.WebhookDocument;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace is made of, as one document: sections by kind and key.
 *
 * @param zone of the workspace; null when the file does not say
 * @param policies the active ones
 * @param connections without secrets
 * @param webhooks without secrets and without what we know of them
 * @param retention null when the file does not say
 */
record WorkspaceFile(
        @Nullable ZoneId zone,
        Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> documents,
        Map<PolicyKind, Map<String, ?>> policies,
        SortedMap<String, Map<String, ?>> connections,
        List<WebhookDocument> webhooks,
        @Nullable Retention retention) {

    WorkspaceFile {
        webhooks = List.copyOf(webhooks);
    }

    static final String SCHEMA = "lead-dispatcher/workspace/v1";

    static final String TIME_ZONE = "timeZone";
    static final String POLICIES = "policies";
    static final String CONNECTIONS = "connections";
    static final String WEBHOOKS = "webhookSubscriptions";
    static final String RETENTION = "retention";

    /** Stand in answers, and are taken back without being kept. */
    private static final Set<String> READ_ONLY = Set.of("key", "load");

    /** Fails with {@link InvalidInputException} when the sections are not what they should be. */
    static WorkspaceFile read(Map<String, ?> document) {
        Violations violations = new Violations();
        Part root = Part.root(document, violations);
        root.requiredText("schema")
                .filter(schema -> !schema.equals(SCHEMA))
                .ifPresent(_ ->
                        violations.add(
                                root.child("schema"),
                                Code.OUT_OF_RANGE,
                                "'schema' must be " + SCHEMA));
        ZoneId zone = root.zone(TIME_ZONE).orElse(null);
        Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> documents =
                new EnumMap<>(ConfigurationKind.class);
        for (ConfigurationKind kind : ConfigurationKind.values()) {
            SortedMap<String, Map<String, ?>> section =
                    section(root, kind.pathName(), kind.readOnly());
            if (!section.isEmpty()) {
                documents.put(kind, section);
            }
        }
        Map<PolicyKind, Map<String, ?>> policies = new EnumMap<>(PolicyKind.class);
        root.property(POLICIES)
                .filter(Part::requireObject)
                .ifPresent(section -> {
                    for (PolicyKind kind : PolicyKind.values()) {
                        section.property(kind.pathName())
                                .filter(Part::requireObject)
                                .ifPresent(policy -> policies.put(kind, object(policy, READ_ONLY)));
                    }
                    section.refuseUnknown();
                });
        SortedMap<String, Map<String, ?>> connections = section(root, CONNECTIONS, READ_ONLY);
        List<WebhookDocument> webhooks = webhooks(root);
        Retention retention = root.property(RETENTION).flatMap(Retention::read).orElse(null);
        root.refuseUnknown();
        violations.refuseIfAny();
        return new WorkspaceFile(zone, documents, policies, connections, webhooks, retention);
    }

    private static List<WebhookDocument> webhooks(Part root) {
        List<Part> items = root.items(WEBHOOKS);
        if (items.size() > CreateWebhook.MOST) {
            root.violations()
                    .add(
                            root.child(WEBHOOKS),
                            Code.OUT_OF_RANGE,
                            "a workspace can have %d subscriptions".formatted(CreateWebhook.MOST));
        }
        return items.stream().flatMap(item -> WebhookDocument.read(item).stream()).toList();
    }

    private static SortedMap<String, Map<String, ?>> section(
            Part root, String name, Set<String> readOnly) {
        SortedMap<String, Map<String, ?>> found = new TreeMap<>();
        root.property(name)
                .filter(Part::requireObject)
                .ifPresent(section -> {
                    for (String key : section.names()) {
                        if (!Key.isValid(key)) {
                            root.violations()
                                    .add(
                                            section.child(key),
                                            Code.MALFORMED,
                                            "the key " + Key.ALLOWED);
                        } else {
                            section.requiredProperty(key)
                                    .filter(Part::requireObject)
                                    .ifPresent(each -> found.put(key, object(each, readOnly)));
                        }
                    }
                });
        return found;
    }

    @SuppressWarnings("unchecked") // documents have texts as names only
    private static Map<String, ?> object(Part part, Set<String> readOnly) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (part.value() instanceof Map<?, ?> map) {
            object.putAll((Map<String, Object>) map);
        }
        object.keySet().removeAll(readOnly);
        return object;
    }

    static WorkspaceFile empty(ZoneId zone) {
        return new WorkspaceFile(zone, Map.of(), Map.of(), new TreeMap<>(), List.of(), null);
    }

    WorkspaceFile withDocuments(
            Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> sections) {
        return new WorkspaceFile(zone, sections, policies, connections, webhooks, retention);
    }

    WorkspaceFile withPolicies(Map<PolicyKind, Map<String, ?>> published) {
        return new WorkspaceFile(zone, documents, published, connections, webhooks, retention);
    }

    WorkspaceFile withConnections(SortedMap<String, Map<String, ?>> connected) {
        return new WorkspaceFile(zone, documents, policies, connected, webhooks, retention);
    }

    WorkspaceFile withWebhooks(List<WebhookDocument> listening) {
        return new WorkspaceFile(zone, documents, policies, connections, listening, retention);
    }

    WorkspaceFile withRetention(Retention kept) {
        return new WorkspaceFile(zone, documents, policies, connections, webhooks, kept);
    }

    /** As people write it: a workspace of no zone has the offset zero. */
    static ZoneId named(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
    }

    /** In the order in which it is read best. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        if (zone != null) {
            document.put(TIME_ZONE, zone.getId());
        }
        documents.forEach((kind, section) -> put(document, kind.pathName(), section));
        Map<String, Map<String, ?>> published = new LinkedHashMap<>();
        policies.forEach((kind, policy) -> published.put(kind.pathName(), policy));
        put(document, POLICIES, published);
        put(document, CONNECTIONS, connections);
        if (!webhooks.isEmpty()) {
            document.put(WEBHOOKS, webhooks.stream().map(WebhookDocument::document).toList());
        }
        if (retention != null) {
            document.put(RETENTION, retention.document());
        }
        return document;
    }

    private static void put(Map<String, Object> document, String name, Map<String, ?> section) {
        if (!section.isEmpty()) {
            document.put(name, section);
        }
    }
}
