package io.leaddispatcher.web.preview;

import io.leaddispatcher.application.connection.ListConnections;
import io.leaddispatcher.application.connection.PutConnection;
import io.leaddispatcher.application.connection.TestConnection;
import io.leaddispatcher.application.demo.SendSampleLead;
import io.leaddispatcher.application.dispatch.ListSandboxMessages;
import io.leaddispatcher.application.dispatch.SandboxMessageView;
import io.leaddispatcher.application.lead.FindLeads;
import io.leaddispatcher.application.lead.LeadDetailView;
import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.lead.ListLeadFilters;
import io.leaddispatcher.application.lead.ShowLead;
import io.leaddispatcher.application.live.LiveEvent;
import io.leaddispatcher.application.live.LiveEvents;
import io.leaddispatcher.application.overview.OverviewView;
import io.leaddispatcher.application.overview.ShowOverview;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.lead.LeadId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Use cases over made-up data: the one place of the preview that knows how they are made. */
@Configuration(proxyBeanMethods = false)
class PreviewData {

    static final LeadId ANA = id(1);
    static final LeadId WAITING = id(3);
    private static final int MANY = 130;

    private final Sinks.Many<LiveEvent> live = Sinks.many().multicast().directBestEffort();
    private final List<LeadSummaryView> leads = new CopyOnWriteArrayList<>(SampleLeads.list(MANY));
    private final List<PutConnection.Command> puts = new CopyOnWriteArrayList<>();

    static LeadId id(int number) {
        return new LeadId(UUID.fromString("0199a1b2-0000-7000-8000-%012d".formatted(number)));
    }

    /** What was put, in order. */
    @Bean
    List<PutConnection.Command> puts() {
        return puts;
    }

    @Bean
    FindLeads findLeads() {
        return new FindLeads(query -> Mono.fromSupplier(() -> page(query)));
    }

    private FindLeads.Page page(FindLeads.Query query) {
        int start = query.cursor() == null ? 0 : Integer.parseInt(query.cursor());
        var found =
                leads.stream()
                        .filter(lead ->
                                query.status() == null || lead.status().equals(query.status()))
                        .filter(lead -> query.rep() == null || query.rep().equals(lead.repKey()))
                        .filter(lead -> query.q() == null || contains(lead, query.q()))
                        .toList();
        int end = Math.min(found.size(), start + query.limit());
        return new FindLeads.Page(
                found.subList(start, end), end < found.size() ? String.valueOf(end) : null);
    }

    private static boolean contains(LeadSummaryView lead, String words) {
        return String.valueOf(lead).contains(words);
    }

    @Bean
    ListLeadFilters listLeadFilters() {
        return new ListLeadFilters(_ -> Mono.just(SampleLeads.filters()));
    }

    @Bean
    ShowLead showLead() {
        return new ShowLead(query -> Mono.justOrEmpty(detail(query.lead())));
    }

    private static @Nullable LeadDetailView detail(LeadId lead) {
        var file = lead.equals(WAITING) ? "waiting" : "assigned";
        var number = Long.parseLong(lead.toString().substring(24));
        if (number < 1 || number > MANY + 10L) {
            return null;
        }
        var sample = Documents.read("lead-" + file);
        return new LeadDetailView(
                Documents.map(sample.get("document")),
                Documents.maps(sample.get("timeline")),
                Documents.maps(sample.get("runs")),
                Documents.maps(sample.get("deliveries")),
                SampleLeads.names());
    }

    @Bean
    ShowOverview showOverview() {
        return new ShowOverview(
                _ -> Mono.just(new OverviewView(48, 7, 3, 2, Duration.ofMillis(1400))));
    }

    @Bean
    ListConnections listConnections() {
        return new ListConnections(caller ->
                Mono.fromSupplier(() -> {
                    caller.require(Permission.VIEW_CONNECTIONS);
                    return Documents.maps(Documents.read("connections").get("items"));
                }));
    }

    @Bean
    PutConnection putConnection() {
        return new PutConnection(command -> {
            var settings = Documents.map(command.document().get("settings"));
            if ("localhost".equals(settings.get("host"))) {
                return Mono.error(
                        new InvalidInputException(
                                "/settings/host",
                                Violation.Code.OUT_OF_RANGE,
                                "must be a public host name"));
            }
            puts.add(command);
            return Mono.just(command.document());
        });
    }

    @Bean
    TestConnection testConnection() {
        return new TestConnection(command ->
                Mono.just(
                        command.key().value().equals("slack")
                                ? Map.of("ok", true, "message", "Slack answered.")
                                : Map.of(
                                        "ok",
                                        false,
                                        "message",
                                        "The other side refused the token.")));
    }

    @Bean
    SendSampleLead sendSampleLead() {
        return new SendSampleLead(_ ->
                Mono.fromSupplier(() -> {
                    var lead = id(MANY + 1);
                    leads.addFirst(SampleLeads.fresh(lead));
                    live.tryEmitNext(new LiveEvent("LEAD_ROUTED", lead));
                    return lead;
                }));
    }

    @Bean
    ListSandboxMessages listSandboxMessages() {
        return new ListSandboxMessages(_ -> Mono.fromSupplier(PreviewData::messages));
    }

    private static List<SandboxMessageView> messages() {
        var messages = new ArrayList<SandboxMessageView>();
        for (var each : Documents.maps(Documents.read("messages").get("items"))) {
            messages.add(
                    new SandboxMessageView(
                            String.valueOf(each.get("id")),
                            String.valueOf(each.get("channel")),
                            String.valueOf(each.get("recipient")),
                            Documents.map(each.get("message")),
                            ANA.toString(),
                            Instant.parse(String.valueOf(each.get("at")))));
        }
        return messages;
    }

    @Bean
    LiveEvents liveEvents() {
        return _ -> Flux.defer(live::asFlux);
    }
}
