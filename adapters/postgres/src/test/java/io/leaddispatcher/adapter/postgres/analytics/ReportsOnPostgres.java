package io.leaddispatcher.adapter.postgres.analytics;

import static io.leaddispatcher.adapter.postgres.analytics.SixLeads.NOON;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.analytics.GroupBy;
import io.leaddispatcher.application.analytics.Moment;
import io.leaddispatcher.application.analytics.Report;
import io.leaddispatcher.application.analytics.ReportCsv;
import io.leaddispatcher.application.analytics.ReportView;
import io.leaddispatcher.application.analytics.ShowReport;
import io.leaddispatcher.application.analytics.port.Reports;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.transaction.HeavyReads;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A workspace on a real database with six leads to report of. */
abstract class ReportsOnPostgres {

    static final Moment DAY_BEGINS = Moment.read("from", "2026-11-21");
    static final Moment DAY_ENDS = Moment.read("to", "2026-11-22");

    static TestDatabase database;

    TenantId tenant;
    SixLeads leads;
    ShowReport show;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void workspace() {
        tenant = database.newTenant();
        show =
                new ShowReport(
                        new HeavyReads(database.get(UnitOfWork.class), 7),
                        new RoutingConfigurations(
                                database.get(ConfigurationDocuments.class),
                                database.get(ActivePolicies.class),
                                database.get(Workspaces.class),
                                database.get(WebhookSubscriptions.class)),
                        database.get(Reports.class),
                        () -> NOON);
        for (String rep : List.of("Mia", "Ben", "Zoe")) {
            String key = rep.toLowerCase(Locale.ROOT);
            configure(
                    ConfigurationKind.REP,
                    key,
                    Map.of("name", rep, "email", key + "@reports.test"));
        }
        configure(
                ConfigurationKind.TEAM,
                "emea",
                Map.of("name", "EMEA", "members", List.of("mia", "ben")));
        configure(
                ConfigurationKind.TEAM,
                "key",
                Map.of("name", "Key accounts", "members", List.of("mia", "zoe")));
        leads = new SixLeads(database, tenant);
        leads.come();
    }

    private void configure(ConfigurationKind kind, String key, Map<String, ?> document) {
        var documents = database.get(ConfigurationDocuments.class);
        database.get(UnitOfWork.class)
                .run(
                        tenant,
                        documents
                                .save(tenant, kind, new StoredDocument(key, document, 1))
                                .then(documents.advance(tenant)))
                .block();
    }

    Caller caller(Role role) {
        return new Caller(tenant, new Actor.Member(new UUID(0, 7), role, null));
    }

    ReportView view(Report report, @Nullable GroupBy group) {
        return Objects.requireNonNull(
                show.handle(
                                new ShowReport.Query(
                                        caller(Role.VIEWER), report, DAY_BEGINS, DAY_ENDS, group))
                        .block());
    }

    /** Its lines of values without their quotation marks. */
    String table(Report report, @Nullable GroupBy group) {
        return ReportCsv.of(view(report, group)).replace("\"", "").replace("\r\n", "\n");
    }
}
