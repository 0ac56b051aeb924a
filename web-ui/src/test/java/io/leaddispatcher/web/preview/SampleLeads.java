package io.leaddispatcher.web.preview;

import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.lead.ListLeadFilters;
import io.leaddispatcher.application.lead.ListLeadFilters.Choice;
import io.leaddispatcher.domain.lead.LeadId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Believable leads. */
final class SampleLeads {

    static final String HOSTILE = "<script>alert(1)</script>";

    private static final List<Choice> REPS =
            List.of(
                    new Choice("mia", "Mia Weber"),
                    new Choice("ben", "Ben Okafor"),
                    new Choice("lucia", "Lucía Fernández"),
                    new Choice("tomasz", "Tomasz Zieliński"));
    private static final List<String> PEOPLE =
            List.of(
                    "Ana Ruiz",
                    "Jonas Lindqvist",
                    "Priya Raman",
                    "Chloé Martin",
                    "Oluwaseun Adeyemi",
                    "Hannah Schmidt-Bergmann",
                    "Kenji Sato",
                    HOSTILE);
    private static final List<String> COMPANIES =
            List.of(
                    "Acme GmbH",
                    "Fjord Payments AB",
                    "Lumen Health",
                    "Atelier Nord",
                    "Kora Logistics",
                    "Vereinigte Sparkassen Oberfranken eG",
                    "Hoshi Robotics",
                    "Globex \" onmouseover=alert(1)");
    private static final List<String> SOURCES = List.of("web-form", "hubspot", "api", "web-form");
    private static final List<String> STATUSES =
            List.of("ASSIGNED", "ASSIGNED", "QUEUED", "ASSIGNED", "COMPLETED", "NEW", "REJECTED");
    private static final List<String> PRIORITIES = List.of("HIGH", "STANDARD", "URGENT", "LOW");

    private SampleLeads() {}

    static List<LeadSummaryView> list(int many) {
        return IntStream.rangeClosed(1, many).mapToObj(SampleLeads::lead).toList();
    }

    static LeadSummaryView fresh(LeadId id) {
        var one = lead(1);
        return new LeadSummaryView(
                id.toString(),
                "Noor van Dijk",
                "Polder Energy",
                "noor@polder.test",
                "web-form",
                one.status(),
                one.priority(),
                one.repKey(),
                one.repName(),
                null,
                Preview.NOW);
    }

    private static LeadSummaryView lead(int number) {
        int at = number - 1;
        var status = STATUSES.get(at % STATUSES.size());
        var name = PEOPLE.get(at % PEOPLE.size());
        boolean held = status.equals("ASSIGNED") || status.equals("COMPLETED");
        var rep = REPS.get(at % REPS.size());
        return new LeadSummaryView(
                PreviewData.id(number).toString(),
                name,
                COMPANIES.get(at % COMPANIES.size()),
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", ".") + "@example.test",
                SOURCES.get(at % SOURCES.size()),
                status,
                held ? PRIORITIES.get(at % PRIORITIES.size()) : null,
                held ? rep.key() : null,
                held ? rep.name() : null,
                status.equals("QUEUED") ? "after-hours" : null,
                Preview.NOW.minus(Duration.ofMinutes(2 + 37L * at)));
    }

    static ListLeadFilters.Filters filters() {
        return new ListLeadFilters.Filters(
                REPS,
                List.of(
                        new Choice("fallback", "Fallback"),
                        new Choice("after-hours", "After hours")));
    }

    static Map<String, String> names() {
        return Map.of(
                "rep/mia", "Mia Weber",
                "rep/ben", "Ben Okafor",
                "rep/lucia", "Lucía Fernández",
                "rep/tomasz", "Tomasz Zieliński",
                "pool/emea-fintech", "EMEA fintech",
                "queue/after-hours", "After hours",
                "account/acme", "Acme GmbH");
    }
}
