package io.leaddispatcher.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kie.api.KieBase;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.internal.utils.KieHelper;

/** A rule each with falling salience, of which the first fires, in a session that stays open. */
final class DroolsEngine implements Engine {

    private final KieSession session;
    private final List<SampleLead> leads;
    private final FoundRule found = new FoundRule();

    DroolsEngine(Workload workload) {
        this.leads = workload.leads();
        KieBase base = new KieHelper().addContent(rules(workload), ResourceType.DRL).build();
        this.session = base.newKieSession();
        session.setGlobal("found", found);
    }

    private static String rules(Workload workload) {
        StringBuilder all =
                new StringBuilder(
                        """
                        package io.leaddispatcher.benchmarks.rules
                        import io.leaddispatcher.benchmarks.SampleLead
                        global io.leaddispatcher.benchmarks.FoundRule found
                        """);
        List<RuleShape> rules = workload.rules();
        for (int rule = 0; rule < rules.size(); rule++) {
            all.append(rule(rule, rules.size() - rule, rules.get(rule)));
        }
        return all.toString();
    }

    private static String rule(int number, int salience, RuleShape rule) {
        String industries =
                rule.industries().stream()
                        .map("\"%s\""::formatted)
                        .collect(Collectors.joining(", "));
        String source = rule.source() == null ? "" : ", source == \"%s\"".formatted(rule.source());
        return String.format(
                Locale.ROOT,
                """
                rule "r%d" salience %d when
                  SampleLead(country == "%s", product == "%s"%s, industry in (%s), employees >= %d, employees <= %d)
                then found.setRule(%d); end
                """,
                number,
                salience,
                rule.country(),
                rule.product(),
                source,
                industries,
                rule.fromEmployees(),
                rule.toEmployees(),
                number);
    }

    @Override
    public int first(int lead) {
        found.setRule(NONE);
        FactHandle fact = session.insert(leads.get(lead));
        session.fireAllRules(1);
        session.delete(fact);
        return found.rule();
    }
}
