package io.leaddispatcher.infra.benchmark;

import io.leaddispatcher.adapter.hubspot.StandInRecords.Activity;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Compares what the product knows with what HubSpot knows. */
final class CrmProof {

    private final Product product;
    private final CrmSide crm;

    CrmProof(Product product, CrmSide crm) {
        this.product = product;
        this.crm = crm;
    }

    /** Whether everything that came in is decided, and everything that was decided is written. */
    boolean isSettled(int leads) throws IOException, SQLException {
        return crm.hasToldAll()
                && count(
                                """
                                select count(*) from lead where status = 'ASSIGNED'
                                """)
                        >= leads
                && count(
                                """
                                select (select count(*) from inbound_event where state in ('RECEIVED', 'READY'))
                                     + (select count(*) from delivery
                                         where channel = 'CRM' and state in ('PENDING', 'SENDING', 'RETRYING'))
                                """)
                        == 0;
    }

    long runs() throws IOException, SQLException {
        return count("select count(*) from routing_run");
    }

    long count(String query) throws IOException, SQLException {
        try (Connection connection = product.database();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Who has each lead, by the id of its contact. */
    Map<String, String> holders() throws IOException, SQLException {
        return byContact("select external_id, rep_key from lead where status = 'ASSIGNED'");
    }

    private Map<String, String> byContact(String query) throws IOException, SQLException {
        Map<String, String> found = new HashMap<>();
        try (Connection connection = product.database();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        return found;
    }

    /** To whom each lead was given, one after the other, by the id of its contact. */
    private Map<String, List<String>> given() throws IOException, SQLException {
        Map<String, List<String>> given = new HashMap<>();
        try (Connection connection = product.database();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                select l.external_id, a.rep_key
                                  from assignment a
                                  join lead l on l.tenant_id = a.tenant_id and l.id = a.lead_id
                                 order by a.offered_at, a.id
                                """)) {
            while (rows.next()) {
                given.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        return given;
    }

    /**
     * What is not as it should be, in sentences.
     *
     * @param from the first contact, inclusive
     * @param to exclusive
     */
    List<String> faults(int from, int to) throws IOException, SQLException {
        List<String> faults = new ArrayList<>();
        Map<String, String> holders = holders();
        Map<String, String> accounts = byContact("select external_id, account_key from lead");
        Map<String, String> runs =
                byContact(
                        """
                        select l.external_id, count(*)::text
                          from routing_run r
                          join lead l on l.tenant_id = r.tenant_id and l.id = r.lead_id
                         where r.cause = 'INTAKE'
                         group by 1
                        """);
        Map<String, Set<String>> tasks = new HashMap<>();
        Map<String, Integer> open = new HashMap<>();
        int twice = 0;
        for (Activity task : crm.tasks()) {
            if (!"COMPLETED".equals(task.properties().get("hs_task_status"))) {
                open.merge(task.contact(), 1, Integer::sum);
            }
            String mark = String.valueOf(task.properties().get("hs_task_body"));
            twice += tasks.computeIfAbsent(task.contact(), _ -> new HashSet<>()).add(mark) ? 0 : 1;
        }
        for (int number = from; number < to; number++) {
            String contact = String.valueOf(CrmSide.contact(number));
            note(
                    faults,
                    contact,
                    "has the account",
                    "hubspot." + crm.company(number),
                    accounts.getOrDefault(contact, "none"));
            note(faults, contact, "has runs", "1", runs.getOrDefault(contact, "0"));
            note(
                    faults,
                    contact,
                    "is owned there by",
                    holders.getOrDefault(contact, "nobody"),
                    crm.owner(number));
            // That of whoever has the lead; those of the others are closed.
            note(faults, contact, "has open tasks", 1, open.getOrDefault(contact, 0));
        }
        if (twice > 0) {
            faults.add("%d tasks are there twice".formatted(twice));
        }
        faults.addAll(outOfOrder());
        return faults;
    }

    private static void note(
            List<String> faults, String contact, String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            faults.add("contact %s %s %s, not %s".formatted(contact, what, found, wanted));
        }
    }

    /** An owner may be skipped, since the present is written; none may come before an earlier. */
    private List<String> outOfOrder() throws IOException, SQLException {
        List<String> faults = new ArrayList<>();
        Map<String, List<String>> given = given();
        crm.writtenOwners()
                .forEach((contact, written) -> {
                    if (!isWithin(written, given.getOrDefault(contact, List.of()))) {
                        faults.add(
                                "contact %s was given to %s, and %s was written"
                                        .formatted(contact, given.get(contact), written));
                    }
                });
        return faults;
    }

    /** Whether the first comes about by leaving out some of the second. */
    static boolean isWithin(List<String> some, List<String> all) {
        int next = 0;
        for (String each : all) {
            next += next < some.size() && some.get(next).equals(each) ? 1 : 0;
        }
        return next == some.size();
    }

    static String words(List<String> faults) {
        return faults.isEmpty()
                ? "all as it should be"
                : String.format(
                        Locale.ROOT,
                        "%d FAULTS, such as: %s",
                        faults.size(),
                        String.join("; ", faults.subList(0, Math.min(5, faults.size()))));
    }
}
