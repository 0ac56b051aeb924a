package io.leaddispatcher.adapter.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.adapter.hubspot.StandInHubSpot.Answer;
import io.leaddispatcher.http.PeerJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What {@link StandInHubSpot} remembers, and how it answers about that. */
public final class StandInRecords {

    /** What is kept of a task, note or meeting. */
    public record Activity(String contact, Map<String, String> properties) {}

    /** A property of a contact that an app has written. */
    public record Write(long contact, String property, String value) {}

    private final TreeMap<Long, Map<String, String>> contacts = new TreeMap<>();
    private final StandInCompanies companies = new StandInCompanies();
    private final Map<Long, Long> worksFor = new HashMap<>();
    private final Map<String, Map<String, String>> owners = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> archivedOwners = new HashMap<>();
    private final StandInProperties properties = new StandInProperties();
    private final Map<String, Map<Long, Activity>> activities = new HashMap<>();
    private final List<String> written = new ArrayList<>();
    private final List<Consumer<Write>> watchers = new CopyOnWriteArrayList<>();
    private final Map<Long, List<String>> hadOwners = new HashMap<>();
    private @Nullable Runnable meanwhile;
    private long lastId = 1_000_000;
    private int associationsAtOnce = 500;

    public synchronized void owner(String id, String email) {
        owners.put(id, Map.of("id", id, "email", email, "firstName", "Owner", "lastName", id));
    }

    public synchronized void deactivate(String owner) {
        Map<String, Object> archived = new HashMap<>(Objects.requireNonNull(owners.remove(owner)));
        archived.put("archived", true);
        archivedOwners.put(owner, archived);
    }

    /**
     * Makes or changes one.
     *
     * @param company null: the contact has none
     */
    public synchronized void contact(
            long id, @Nullable Long company, Map<String, String> properties) {
        contacts.computeIfAbsent(id, _ -> new HashMap<>()).putAll(properties);
        owned(id, properties);
        if (company != null) {
            worksFor.put(id, company);
        }
    }

    private void owned(long contact, Map<String, String> properties) {
        String owner = properties.get(HubSpotRecords.OWNER);
        if (owner != null) {
            hadOwners.computeIfAbsent(contact, _ -> new ArrayList<>()).addFirst(owner);
        }
    }

    /** What happens once, right before the next write of a contact. */
    synchronized void meanwhile(Runnable act) {
        meanwhile = act;
    }

    public synchronized void company(long id, Instant changedAt, Map<String, String> properties) {
        companies.put(id, changedAt, properties);
    }

    /** Somebody books a meeting there, or what became of it is told there. */
    public synchronized void meeting(long id, long contact, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>();
        Activity before = of("meetings").get(id);
        if (before != null) {
            all.putAll(before.properties());
        }
        all.putAll(properties);
        of("meetings").put(id, new Activity(String.valueOf(contact), all));
    }

    public synchronized void delete(long company) {
        companies.delete(company);
    }

    public synchronized String ownerOf(long contact) {
        return property(contact, HubSpotRecords.OWNER);
    }

    /** All contacts, with their properties by name; the newest first. */
    public synchronized SortedMap<Long, Map<String, String>> contacts() {
        SortedMap<Long, Map<String, String>> copy = new TreeMap<>(Comparator.reverseOrder());
        contacts.forEach((id, properties) -> copy.put(id, Map.copyOf(properties)));
        return copy;
    }

    public synchronized SortedMap<Long, Map<String, String>> companies() {
        return companies.all();
    }

    /** The e-mail address of each owner, by its id. */
    public synchronized Map<String, String> owners() {
        Map<String, String> emails = new LinkedHashMap<>();
        owners.forEach((id, owner) -> emails.put(id, owner.getOrDefault("email", "")));
        return emails;
    }

    /** The name of the company that a contact works for; empty when it has none. */
    public synchronized String companyOf(long contact) {
        return Optional.ofNullable(worksFor.get(contact)).map(companies::name).orElse("");
    }

    /** Empty when it has none. */
    public synchronized String property(long contact, String name) {
        return Objects.requireNonNull(contacts.get(contact)).getOrDefault(name, "");
    }

    /**
     * As somebody there has made it.
     *
     * @param kind {@code tasks}, {@code notes}, {@code meetings}
     */
    public synchronized void addActivity(
            String kind, String contact, Map<String, String> properties) {
        of(kind).put(++lastId, new Activity(contact, properties));
    }

    /** Likewise. */
    public synchronized List<Activity> activities(String kind) {
        return List.copyOf(of(kind).values());
    }

    /** {@code 51: hubspot_owner_id=77} and so on, in the order in which it was written. */
    public synchronized List<String> written() {
        return List.copyOf(written);
    }

    /** Each property that an app writes is told to it, in order; it must not wait. */
    public void onWrite(Consumer<Write> watcher) {
        watchers.add(watcher);
    }

    private void wrote(String contact, String property, String value) {
        written.add(contact + ": " + property + "=" + value);
        Write write = new Write(Long.parseLong(contact), property, value);
        watchers.forEach(watcher -> watcher.accept(write));
    }

    private Map<Long, Activity> of(String kind) {
        return activities.computeIfAbsent(kind, _ -> new TreeMap<>());
    }

    synchronized Answer answer(
            String method, String path, Map<String, String> query, JsonNode body) {
        String[] parts = path.split("/", -1);
        if (path.startsWith("/crm/v3/owners")) {
            return parts.length > 4 ? owner(parts[4], query) : owners(query);
        }
        if (path.startsWith("/crm/v3/properties/")) {
            return ok(
                    path.endsWith("/companies")
                            ? StandInProperties.OF_COMPANIES
                            : properties.ofContacts());
        }
        String kind = parts.length > 4 ? parts[4] : "";
        String rest =
                String.join("/", List.of(parts).subList(Math.min(5, parts.length), parts.length));
        return switch (kind) {
            case "contacts" -> contact(method, rest, query, body);
            case "companies" -> companies.answer(rest, query, body);
            case "tasks", "notes", "meetings" -> activity(kind, method, rest, body);
            default -> missing();
        };
    }

    static Answer missing() {
        return new Answer(404, "{\"message\":\"resource not found\"}");
    }

    private Answer owner(String id, Map<String, String> query) {
        boolean archived = query.getOrDefault("archived", "false").equals("true");
        Map<String, ?> owner = archived ? archivedOwners.get(id) : owners.get(id);
        return owner == null ? missing() : ok(owner);
    }

    private Answer owners(Map<String, String> query) {
        String email = query.get("email");
        return ok(
                Map.of(
                        "results",
                        owners.values().stream()
                                .filter(owner -> email == null || email.equals(owner.get("email")))
                                .toList()));
    }

    /** A property of contacts that somebody there has made, of a type that HubSpot knows. */
    synchronized void property(String name, String label, String type) {
        properties.add(name, label, type);
    }

    /** Which values a property of contacts may have, by what people read. */
    synchronized void picklist(String name, String label, SortedMap<String, String> choices) {
        properties.addPicklist(name, label, choices);
    }

    /** How many associations it tells of at once. */
    synchronized void associationsAtOnce(int most) {
        associationsAtOnce = most;
    }

    private Answer contact(String method, String rest, Map<String, String> query, JsonNode body) {
        int associations = rest.indexOf("/associations/");
        if (associations < 0) {
            return oneContact(method, rest, query, body);
        }
        String kind = rest.substring(associations + "/associations/".length());
        return ok(
                page(
                        associated(rest.substring(0, associations), kind),
                        Integer.parseInt(query.getOrDefault("after", "0"))));
    }

    private Map<String, Object> page(List<Map<String, String>> all, int from) {
        int to = Math.min(all.size(), from + associationsAtOnce);
        Map<String, Object> page = new LinkedHashMap<>(Map.of("results", all.subList(from, to)));
        if (to < all.size()) {
            page.put("paging", Map.of("next", Map.of("after", String.valueOf(to))));
        }
        return page;
    }

    private Answer oneContact(String method, String id, Map<String, String> query, JsonNode body) {
        Map<String, String> contact =
                id.matches("[0-9]{1,18}") ? contacts.get(Long.valueOf(id)) : null;
        if (contact == null) {
            return missing();
        }
        if (method.equals("PATCH")) {
            Runnable act = meanwhile;
            meanwhile = null;
            if (act != null) {
                act.run();
            }
            Map<String, String> sent = texts(body.path("properties"));
            String owner = sent.getOrDefault(HubSpotRecords.OWNER, "");
            if (!owner.isEmpty() && !owners.containsKey(owner)) {
                return new Answer(400, "{\"message\":\"%s is no owner\"}".formatted(owner));
            }
            contact.putAll(sent);
            owned(Long.parseLong(id), sent);
            new TreeMap<>(sent).forEach((name, value) -> wrote(id, name, value));
        }
        Map<String, Object> shown = new LinkedHashMap<>(shown(id, contact));
        if (HubSpotRecords.OWNER.equals(query.get("propertiesWithHistory"))) {
            List<Map<String, String>> history =
                    hadOwners.getOrDefault(Long.valueOf(id), List.of()).stream()
                            .map(owner -> Map.of("value", owner))
                            .toList();
            shown.put("propertiesWithHistory", Map.of(HubSpotRecords.OWNER, history));
        }
        String with = query.get("associations");
        if (with != null) {
            shown.put("associations", Map.of(with, page(associated(id, with), 0)));
        }
        return ok(shown);
    }

    private List<Map<String, String>> associated(String contact, String with) {
        if (with.equals("companies")) {
            return Optional.ofNullable(worksFor.get(Long.valueOf(contact)))
                    .map(company -> Map.of("id", company.toString(), "type", "contact_to_company"))
                    .stream()
                    .toList();
        }
        return of(with).entrySet().stream()
                .filter(each -> each.getValue().contact().equals(contact))
                .map(each -> Map.of("id", each.getKey().toString(), "type", "contact_to_" + with))
                .toList();
    }

    private Answer activity(String kind, String method, String rest, JsonNode body) {
        if (rest.equals("batch/read")) {
            return ok(
                    Map.of(
                            "results",
                            body.path("inputs")
                                    .valueStream()
                                    .map(each -> each.path("id").asString())
                                    .flatMap(id ->
                                            Optional.ofNullable(of(kind).get(Long.valueOf(id)))
                                                    .map(found -> shown(id, found.properties()))
                                                    .stream())
                                    .toList()));
        }
        long id = method.equals("POST") ? ++lastId : Long.parseLong(rest);
        Activity before = of(kind).get(id);
        if (method.equals("GET")) {
            return before == null ? missing() : ok(withItsContact(id, before));
        }
        if (method.equals("PATCH") && before == null) {
            return missing();
        }
        Map<String, String> properties =
                new HashMap<>(before == null ? Map.of() : before.properties());
        properties.putAll(texts(body.path("properties")));
        of(kind).put(
                        id,
                        new Activity(
                                before == null
                                        ? body.path("associations")
                                                .path(0)
                                                .path("to")
                                                .path("id")
                                                .asString()
                                        : before.contact(),
                                properties));
        return new Answer(before == null ? 201 : 200, text(shown(String.valueOf(id), properties)));
    }

    private static Map<String, Object> withItsContact(long id, Activity activity) {
        Map<String, Object> shown =
                new LinkedHashMap<>(shown(String.valueOf(id), activity.properties()));
        shown.put(
                "associations",
                Map.of(
                        "contacts",
                        Map.of(
                                "results",
                                List.of(
                                        Map.of(
                                                "id",
                                                activity.contact(),
                                                "type",
                                                "meeting_event_to_contact")))));
        return shown;
    }

    private static Map<String, String> texts(JsonNode properties) {
        Map<String, String> texts = new HashMap<>();
        properties
                .properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asString()));
        return texts;
    }

    static Map<String, Object> shown(String id, Map<String, String> properties) {
        return Map.of("id", id, "properties", Map.copyOf(properties), "archived", false);
    }

    static Answer ok(Object answer) {
        return new Answer(200, text(answer));
    }

    private static String text(Object answer) {
        return new String(PeerJson.USUAL.write(answer), UTF_8);
    }
}
