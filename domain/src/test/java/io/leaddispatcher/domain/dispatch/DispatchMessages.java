package io.leaddispatcher.domain.dispatch;

import io.leaddispatcher.domain.dispatch.DispatchMessage.Person;
import io.leaddispatcher.domain.dispatch.DispatchMessage.Reader;
import io.leaddispatcher.domain.dispatch.DispatchMessage.Request;
import io.leaddispatcher.domain.dispatch.DispatchMessage.Terms;
import io.leaddispatcher.domain.dispatch.DispatchMessage.Why;
import io.leaddispatcher.domain.lead.LeadId;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Messages for tests. */
public final class DispatchMessages {

    public static final LeadId LEAD =
            new LeadId(UUID.fromString("01890000-0000-7000-8000-000000000042"));
    public static final Instant SINCE = Instant.parse("2026-11-21T09:30:00Z");

    private static final URI PAGE = URI.create("https://app.example.test/leads/42");

    private DispatchMessages() {}

    /** Ana Ruiz, CTO of Acme, with everything that can be known. */
    public static DispatchMessage ana() {
        return of("Ana Ruiz", () -> "full");
    }

    /** The least that a message can say. */
    public static DispatchMessage bare() {
        return new DispatchMessage(
                LEAD,
                "L-42",
                new Occasion.NewLead(),
                new Reader("Mia", ZoneId.of("UTC")),
                new Person("Ana Ruiz", null),
                new Request(SINCE, "STANDARD", null, null),
                new Why("DACH fintech", "lowest credit"),
                Terms.NONE,
                PAGE,
                null);
    }

    /** Mia has Ana's lead no longer. */
    public static DispatchMessage gone(String why) {
        return brief(new Occasion.Gone(why));
    }

    /** Mia hears of Ana's lead, which she has handed off. */
    public static DispatchMessage news(String text) {
        return brief(new Occasion.News(text));
    }

    private static DispatchMessage brief(Occasion occasion) {
        return new DispatchMessage(
                LEAD,
                "L-42",
                occasion,
                new Reader("Mia", ZoneId.of("UTC")),
                new Person("Ana Ruiz", "Acme GmbH"),
                new Request(SINCE, "", null, null),
                Why.UNSAID,
                Terms.NONE,
                PAGE,
                null);
    }

    /** Mia is told once more of Ana's lead. */
    public static DispatchMessage reminder(String text) {
        DispatchMessage ana = ana();
        return new DispatchMessage(
                ana.lead(),
                ana.reference(),
                new Occasion.Reminder(text),
                ana.reader(),
                ana.person(),
                ana.request(),
                Why.UNSAID,
                new Terms(ana.terms().acceptUntil(), null, ana.terms().assignment()),
                ana.link(),
                null);
    }

    /** A message each of whose texts comes from {@code text}. */
    public static DispatchMessage of(Supplier<String> text) {
        return of(text.get(), text);
    }

    private static DispatchMessage of(String name, Supplier<String> text) {
        boolean ana = "full".equals(text.get());
        return new DispatchMessage(
                LEAD,
                ana ? "L-42" : text.get(),
                new Occasion.NewLead(),
                new Reader(ana ? "Mia" : text.get(), ZoneId.of("Europe/Berlin")),
                new Person(
                        name,
                        pick(ana, "CTO", text),
                        pick(ana, "Acme GmbH", text),
                        pick(ana, "ana@acme.de", text),
                        pick(ana, "+49301234567", text)),
                new Request(
                        SINCE,
                        ana ? "HIGH" : text.get(),
                        pick(ana, "web-form", text),
                        pick(ana, "82", text)),
                new Why(ana ? "DACH fintech" : text.get(), ana ? "lowest credit 0.33" : text.get()),
                new Terms(
                        SINCE.plusSeconds(600),
                        pick(ana, "Call within 15 minutes", text),
                        "01890000-0000-7000-8000-0000000000a1.1"),
                PAGE,
                null);
    }

    private static @Nullable String pick(boolean ana, String known, Supplier<String> text) {
        return ana ? known : text.get();
    }
}
