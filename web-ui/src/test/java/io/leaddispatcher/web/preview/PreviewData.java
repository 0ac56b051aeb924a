package io.leaddispatcher.web.preview;

import io.leaddispatcher.application.dispatch.port.SandboxMailbox;
import io.leaddispatcher.application.intake.LeadIntake;
import io.leaddispatcher.application.intake.SubmitLead;
import io.leaddispatcher.application.lead.FindLeads;
import io.leaddispatcher.application.lead.LeadDetailView;
import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.lead.ListLeadFilters;
import io.leaddispatcher.application.lead.ShowLead;
import io.leaddispatcher.application.live.LiveEvent;
import io.leaddispatcher.application.live.LiveEvents;
import io.leaddispatcher.application.overview.OverviewView;
import io.leaddispatcher.application.overview.ShowOverview;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    static LeadId id(int number) {
        return new LeadId(UUID.fromString("0199a1b2-0000-7000-8000-%012d".formatted(number)));
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
    LeadIntake leadIntake() {
        return _ ->
                Mono.fromSupplier(() -> {
                    var lead = id(MANY + 1);
                    leads.addFirst(SampleLeads.fresh(lead));
                    live.tryEmitNext(new LiveEvent("LEAD_ROUTED", lead));
                    return new SubmitLead.Outcome.Accepted(lead, lead.value());
                });
    }

    @Bean
    SandboxMailbox sandboxMailbox() {
        return new SandboxMailbox() {
            @Override
            public Mono<Void> keep(TenantId tenant, Message message) {
                return Mono.empty();
            }

            @Override
            public Flux<Message> latest(TenantId tenant, int limit) {
                return Flux.fromIterable(messages()).take(limit);
            }
        };
    }

    private static List<SandboxMailbox.Message> messages() {
        return Documents.maps(Documents.read("messages").get("items")).stream()
                .map(each ->
                        new SandboxMailbox.Message(
                                new UUID(1, String.valueOf(each.get("id")).hashCode()),
                                Instant.parse(String.valueOf(each.get("at"))),
                                Channel.valueOf(String.valueOf(each.get("channel"))),
                                String.valueOf(each.get("recipient")),
                                String.valueOf(each.get("recipient")),
                                ANA,
                                Documents.map(each.get("message"))))
                .toList();
    }

    @Bean
    LiveEvents liveEvents() {
        return _ -> Flux.defer(live::asFlux);
    }
}
