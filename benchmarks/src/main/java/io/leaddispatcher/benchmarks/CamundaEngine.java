package io.leaddispatcher.benchmarks;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;

/** A decision table. */
final class CamundaEngine implements Engine {

    private static final String INPUT =
            """
            <input id="i-%1$s"><inputExpression id="e-%1$s" typeRef="%2$s"><text>%1$s</text></inputExpression></input>
            """;

    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private final DmnDecision table;
    private final List<VariableMap> leads;

    CamundaEngine(Workload workload) {
        this.table =
                engine.parseDecision(
                        "first",
                        new ByteArrayInputStream(xml(workload).getBytes(StandardCharsets.UTF_8)));
        this.leads = workload.leads().stream().map(CamundaEngine::variables).toList();
    }

    private static VariableMap variables(SampleLead lead) {
        return Variables.putValue("country", lead.getCountry())
                .putValue("product", lead.getProduct())
                .putValue("source", lead.getSource())
                .putValue("industry", lead.getIndustry())
                .putValue("employees", lead.getEmployees());
    }

    private static String xml(Workload workload) {
        StringBuilder xml =
                new StringBuilder(
                        """
                        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
                        <decision id="first" name="first"><decisionTable id="t" hitPolicy="FIRST">
                        """);
        for (String input : List.of("country", "product", "source", "industry")) {
            xml.append(INPUT.formatted(input, "string"));
        }
        xml.append(INPUT.formatted("employees", "integer"));
        xml.append("<output id=\"o\" name=\"rule\" typeRef=\"integer\"/>");
        List<RuleShape> rules = workload.rules();
        for (int rule = 0; rule < rules.size(); rule++) {
            xml.append(row(rule, rules.get(rule)));
        }
        return xml.append("</decisionTable></decision></definitions>").toString();
    }

    private static String row(int number, RuleShape rule) {
        String source = rule.source() == null ? "" : quoted(rule.source());
        List<String> entries =
                List.of(
                        quoted(rule.country()),
                        quoted(rule.product()),
                        source,
                        rule.industries().stream()
                                .map(CamundaEngine::quoted)
                                .collect(Collectors.joining(",")),
                        "[%d..%d]".formatted(rule.fromEmployees(), rule.toEmployees()));
        StringBuilder xml = new StringBuilder("<rule id=\"r%d\">".formatted(number));
        for (int entry = 0; entry < entries.size(); entry++) {
            xml.append(
                    "<inputEntry id=\"r%d-%d\"><text>%s</text></inputEntry>"
                            .formatted(number, entry, entries.get(entry)));
        }
        return xml.append(
                        "<outputEntry id=\"r%1$d-o\"><text>%1$d</text></outputEntry></rule>"
                                .formatted(number))
                .toString();
    }

    private static String quoted(String text) {
        return "&quot;%s&quot;".formatted(text);
    }

    @Override
    public int first(int lead) {
        DmnDecisionTableResult result = engine.evaluateDecisionTable(table, leads.get(lead));
        return result.isEmpty()
                ? NONE
                : ((Number) result.getSingleResult().getSingleEntry()).intValue();
    }
}
