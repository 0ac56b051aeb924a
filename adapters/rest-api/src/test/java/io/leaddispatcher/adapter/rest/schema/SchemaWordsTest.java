package io.leaddispatcher.adapter.rest.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.CaseFormat;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.policy.Channel;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.policy.Offer;
import io.leaddispatcher.domain.policy.Operator;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.policy.Target;
import io.leaddispatcher.domain.policy.WhenUnavailable;
import io.leaddispatcher.domain.pool.Cycle;
import io.leaddispatcher.domain.pool.Strategy;
import io.leaddispatcher.domain.queue.QueueType;
import io.leaddispatcher.domain.roster.Respect;
import io.leaddispatcher.domain.sla.SlaTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The schemas know the words that the program knows, and no others. */
class SchemaWordsTest {

    private static final JsonNode POLICY = Schemas.node("policy-v1.json");
    private static final JsonNode WORKSPACE = Schemas.node("workspace-v1.json");

    @Test
    void ofConditions() {
        assertThat(words(POLICY.at("/$defs/operator")))
                .containsExactlyElementsOf(
                        Arrays.stream(Operator.values()).map(Operator::spelling).toList());
        assertThat(words(POLICY.at("/$defs/field/anyOf/0")))
                .containsExactlyElementsOf(FieldCatalogue.standard().paths());
    }

    @Test
    void ofTargetsAndWhatComesAfterThem() {
        assertThat(POLICY.at("/$defs/target/properties").propertyNames())
                .containsAll(names(Target.class.getPermittedSubclasses(), CaseFormat.LOWER_CAMEL));
        assertThat(words(POLICY.at("/$defs/whenUnavailable")))
                .containsExactlyElementsOf(
                        names(
                                        WhenUnavailable.class.getPermittedSubclasses(),
                                        CaseFormat.UPPER_UNDERSCORE)
                                .stream()
                                .filter(name -> !name.equals("TO_QUEUE"))
                                .toList());
        same(
                "/$defs/target/properties/handoff/properties/type",
                POLICY,
                Target.HandoffType.values());
    }

    @Test
    void ofRules() {
        same("/$defs/rule/properties/priority", POLICY, Priority.values());
        same("/$defs/rule/properties/notify/items", POLICY, Channel.values());
        same("/$defs/offer/properties/mode", POLICY, Offer.Mode.values());
        same("/$defs/nextAction/properties/task", POLICY, NextAction.Task.values());
    }

    @Test
    void ofWorkspaces() {
        String pool = "/properties/pools/additionalProperties/properties/";
        same(pool + "strategy", WORKSPACE, Strategy.values());
        same(pool + "cycle", WORKSPACE, Cycle.values());
        same(pool + "respect/items", WORKSPACE, Respect.values());
        same(
                "/properties/queues/additionalProperties/properties/type",
                WORKSPACE,
                QueueType.values());
        same(
                "/properties/fields/additionalProperties/properties/type",
                WORKSPACE,
                FieldType.values());
        same(
                "/properties/sla-policies/additionalProperties/properties/targets/propertyNames",
                WORKSPACE,
                SlaTarget.values());
        assertThat(WORKSPACE.at("/properties").propertyNames())
                .containsAll(
                        Arrays.stream(ConfigurationKind.values())
                                .map(ConfigurationKind::pathName)
                                .toList());
        assertThat(WORKSPACE.at("/properties/policies/properties").propertyNames())
                .containsExactlyElementsOf(
                        Arrays.stream(PolicyKind.values()).map(PolicyKind::pathName).toList());
    }

    @Test
    void aFileAsItIsExportedIsValid() {
        Map<?, ?> file = (Map<?, ?>) Schemas.resource("workspace.yaml");
        assertThat(Schemas.faultsOfWorkspace(file)).isEmpty();
        assertThat(Schemas.faultsOfWorkspace(Schemas.resource("wrong-workspace.yaml")))
                .anyMatch(fault -> fault.contains("/pools/emea/strategy"))
                .anyMatch(fault -> fault.contains("/segments/big/when"))
                .anyMatch(fault -> fault.contains("/policies/lead"));
    }

    private static void same(String pointer, JsonNode schema, Enum<?>[] words) {
        assertThat(words(schema.at(pointer)))
                .as(pointer)
                .containsExactlyElementsOf(Arrays.stream(words).map(Enum::name).toList());
    }

    private static List<String> names(Class<?>[] types, CaseFormat format) {
        return Arrays.stream(types)
                .map(type -> CaseFormat.UPPER_CAMEL.to(format, type.getSimpleName()))
                .toList();
    }

    /** The constants that a part of a schema allows, in their order. */
    private static List<String> words(JsonNode schema) {
        List<String> words = new ArrayList<>();
        schema.path("enum").forEach(word -> words.add(word.asString()));
        for (String choice : List.of("oneOf", "anyOf")) {
            schema.path(choice)
                    .forEach(each -> {
                        if (each.has("const")) {
                            words.add(each.path("const").asString());
                        }
                    });
        }
        return words;
    }
}
