package io.leaddispatcher.infra.benchmark;

import java.sql.SQLException;
import java.sql.Statement;

/**
 * A workspace with very many leads, their timelines and assignments, beside many small ones. Past
 * the program: put in by SQL, they are there in minutes.
 */
final class ManyLeads {

    private static final int LEADS_OF_SMALL = 200;

    private static final String WORKSPACES =
            """
            insert into tenant (tenant_id, slug, name, created_at)
            select uuidv7(), 'small-' || n, 'Small ' || n, now() from generate_series(1, {count}) n
            """;

    // Words that many leads have, and one that a single lead has.
    private static final String LEADS_OF =
            """
            insert into lead (tenant_id, id, kind, status, name, email, phone, company, source, priority, rep_key,
                              queue_key, rule_id, tier, document, issues, words, arrived_at, updated_at)
            select t.tenant_id, uuidv7(), 'lead', case when n %% 10 < 7 then 'ASSIGNED' when n %% 10 < 9 then 'QUEUED' else 'COMPLETED' end,
                   'Ana Ruiz' || n, 'visitor.' || n || '@company' || n %% 50000 || '.example', '+49301' || lpad(n::text, 7, '0'),
                   'Company ' || n %% 50000, 'web-form', 'STANDARD',
                   case when n %% 10 < 7 then 'rep-' || n %% 100 end, case when n %% 10 in (7, 8) then 'fallback' end,
                   'rule-' || n %% 10, 'Country',
                   m.document || jsonb_build_object('contact', m.document -> 'contact' || jsonb_build_object(
                     'email', 'visitor.' || n || '@company' || n %% 50000 || '.example', 'lastName', 'Ruiz' || n)),
                   '[]', ('''ana'':1A ''ruiz' || n || ''':1A ''company'':4 ''visitor.' || n || ''':2B')::tsvector,
                   now() - (n * interval '30 seconds'), now()
              from generate_series(1, %d) n, tenant t, lead m
             where t.slug %s and m.external_id = 'model-0'
            """;

    private static final String TIMELINE =
            """
            insert into timeline (tenant_id, lead_id, id, at, type, actor, channel, detail)
            select l.tenant_id, l.id, uuidv7(), l.arrived_at + step * interval '1 minute',
                   (array['LEAD_RECEIVED','LEAD_ROUTED','ASSIGNMENT_OFFERED','DISPATCHED','ASSIGNMENT_ACCEPTED',
                          'ACTIVITY_RECORDED','LEAD_UPDATED','ACTIVITY_RECORDED','ACTIVITY_RECORDED','ASSIGNMENT_COMPLETED'])[step],
                   'system', 'api', '{"source": "web-form"}'
              from lead l, generate_series(1, 10) step
            """;

    private static final String ASSIGNMENTS =
            """
            insert into assignment (tenant_id, id, lead_id, run_id, rep_key, rule_id, tier, priority, state, offered_at,
                                    accepted_at)
            select l.tenant_id, uuidv7(), l.id, uuidv7(), l.rep_key, l.rule_id, l.tier, l.priority, 'ACCEPTED',
                   l.arrived_at, l.arrived_at
              from lead l
             where l.status = 'ASSIGNED' and l.external_id is null
            """;

    private ManyLeads() {}

    /**
     * Makes them. The workspace has a lead already, with the external id {@code model-0}, of which
     * the others are copies.
     *
     * @param small how many other workspaces, of 200 leads each
     */
    static void make(Statement statement, String workspace, int leads, int small)
            throws SQLException {
        statement.execute(WORKSPACES.replace("{count}", Integer.toString(small)));
        statement.execute(LEADS_OF.formatted(leads, "= '" + workspace + "'"));
        statement.execute(LEADS_OF.formatted(LEADS_OF_SMALL, "like 'small-%'"));
        statement.execute(TIMELINE);
        statement.execute(ASSIGNMENTS);
        statement.execute("vacuum analyze");
    }
}
