package io.leaddispatcher.infra.benchmark;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.leaddispatcher.adapter.hubspot.StandInHooks;
import io.leaddispatcher.adapter.hubspot.StandInHubSpot;
import io.leaddispatcher.adapter.hubspot.StandInRecords.Activity;
import io.leaddispatcher.adapter.hubspot.StandInSubscriptions;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * The HubSpot of the benchmark: companies that its owners have in turn, and contacts of them, each
 * of another company while there are enough. Whatever the product writes is told to it.
 */
final class CrmSide implements AutoCloseable {

    static final String PORTAL = "1";
    static final String APP = "88001";
    static final String SECRET = "benchmark-secret";

    private static final String OWNER = "hubspot_owner_id";
    private static final int FIRST_OWNER = 1_000;
    private static final int FIRST_CONTACT = 1_000_000;
    private static final int TIMES_TOLD = 3;
    private static final int SYLLABLES = 5;

    private final StandInHubSpot hubSpot;
    private final int companies;
    private final int owners;
    private final StandInHooks hooks;
    private final StandInSubscriptions subscriptions;

    CrmSide(StandInHubSpot hubSpot, int companies, int owners, StandInHooks hooks) {
        this.hubSpot = hubSpot;
        this.companies = companies;
        this.owners = owners;
        this.hooks = hooks;
        this.subscriptions = new StandInSubscriptions(hubSpot.records(), hooks);
    }

    /** Owners and companies. */
    static void fill(StandInHubSpot hubSpot, int companies, int owners) {
        for (int owner = 0; owner < owners; owner++) {
            hubSpot.records().owner(String.valueOf(FIRST_OWNER + owner), email(owner));
        }
        for (int company = 1; company <= companies; company++) {
            hubSpot.records()
                    .company(
                            company,
                            Instant.EPOCH,
                            Map.of(
                                    "name",
                                    name(company),
                                    "domain",
                                    "firm%d.example".formatted(company),
                                    "country",
                                    "Germany",
                                    OWNER,
                                    String.valueOf(FIRST_OWNER + company % owners)));
        }
    }

    /**
     * Companies are called by words of their own: names that are all alike would all be compared.
     */
    private static String name(int company) {
        SplittableRandom random = new SplittableRandom(company);
        StringBuilder name = new StringBuilder();
        for (int syllable = 0; syllable < SYLLABLES; syllable++) {
            name.append("bcdfghjklmnprstvwz".charAt(random.nextInt(18)))
                    .append("aeiou".charAt(random.nextInt(5)));
        }
        return name.append(" GmbH").toString();
    }

    static String rep(int owner) {
        return "rep-" + owner;
    }

    static String email(int owner) {
        return "rep%d@bench.example".formatted(owner);
    }

    /** The rep who has this id there. */
    static String repOf(String ownerId) {
        return rep(Integer.parseInt(ownerId) - FIRST_OWNER);
    }

    /** The rep who the lead of a contact belongs to: the owner of its company. */
    String rightRep(int number) {
        return rep((int) (company(number) % owners));
    }

    /** Its id in HubSpot, so that of the lead too. */
    static long contact(int number) {
        return (long) FIRST_CONTACT + number;
    }

    long company(int number) {
        return 1 + number * 7_919L % companies;
    }

    /** Makes contacts, and what their events are, each several times, in no order. */
    List<Map<String, Object>> arrive(int from, int to, long seed) {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int number = from; number < to; number++) {
            hubSpot.records()
                    .contact(
                            contact(number),
                            company(number),
                            Map.of(
                                    "email",
                                    "person%d@firm%d.example".formatted(number, company(number))));
            events.addAll(
                    Collections.nCopies(
                            TIMES_TOLD, hooks.event("contact.creation", contact(number))));
        }
        Collections.shuffle(events, new Random(seed));
        return events;
    }

    /** Fails unless all are taken. */
    void send(List<Map<String, Object>> events) throws IOException, InterruptedException {
        int status = hooks.send(events);
        if (status != 200) {
            throw new IOException("the webhooks were answered with " + status);
        }
    }

    /** Somebody gives a contact to the owner after its own, and HubSpot tells of it. */
    String takeOver(int number) {
        String before = hubSpot.records().ownerOf(contact(number));
        String next =
                String.valueOf(FIRST_OWNER + (Integer.parseInt(before) - FIRST_OWNER + 1) % owners);
        hubSpot.records().contact(contact(number), null, Map.of(OWNER, next));
        subscriptions.tell(
                hooks.event(
                        "contact.propertyChange",
                        contact(number),
                        "propertyName",
                        OWNER,
                        "propertyValue",
                        next));
        return repOf(next);
    }

    /** Who owns a contact; empty for nobody. */
    String owner(int number) {
        String owner = hubSpot.records().ownerOf(contact(number));
        return owner.isEmpty() ? "" : repOf(owner);
    }

    boolean hasToldAll() {
        return subscriptions.isQuiet();
    }

    /** The owners that were written to each contact, by its id, in the order in which they came. */
    Map<String, List<String>> writtenOwners() {
        return hubSpot.records().written().stream()
                .map(line -> line.split(": " + OWNER + "=", 2))
                .filter(parts -> parts.length == 2)
                .collect(
                        groupingBy(parts -> parts[0], mapping(parts -> repOf(parts[1]), toList())));
    }

    List<Activity> tasks() {
        return hubSpot.records().activities("tasks");
    }

    @Override
    public void close() {
        subscriptions.close();
    }
}
