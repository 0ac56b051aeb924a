package io.leaddispatcher.domain.dispatch;

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
                "Mia",
                "Ana Ruiz",
                null,
                null,
                new DispatchMessage.Why("DACH fintech", "lowest credit"),
                SINCE,
                ZoneId.of("UTC"),
                "STANDARD",
                null,
                null,
                null,
                null,
                URI.create("https://app.example.test/leads/42"),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Mia has Ana's lead no longer. */
    public static DispatchMessage gone(String why) {
        return new DispatchMessage(
                LEAD,
                "L-42",
                "Mia",
                "Ana Ruiz",
                null,
                "Acme GmbH",
                new DispatchMessage.Why("", ""),
                SINCE,
                ZoneId.of("UTC"),
                "",
                null,
                null,
                null,
                null,
                URI.create("https://app.example.test/leads/42"),
                null,
                null,
                null,
                why,
                null,
                null,
                null);
    }

    /** Mia hears of Ana's lead, which she has handed off. */
    public static DispatchMessage news(String text) {
        DispatchMessage gone = gone("");
        return new DispatchMessage(
                gone.lead(),
                gone.reference(),
                gone.forWhom(),
                gone.name(),
                null,
                gone.company(),
                gone.why(),
                gone.since(),
                gone.zone(),
                "",
                null,
                null,
                null,
                null,
                gone.link(),
                null,
                null,
                null,
                null,
                null,
                text,
                null);
    }

    /** Mia is told once more of Ana's lead. */
    public static DispatchMessage reminder(String text) {
        DispatchMessage ana = ana();
        return new DispatchMessage(
                ana.lead(),
                ana.reference(),
                ana.forWhom(),
                ana.name(),
                ana.title(),
                ana.company(),
                new DispatchMessage.Why("", ""),
                ana.since(),
                ana.zone(),
                ana.priority(),
                ana.source(),
                ana.score(),
                ana.email(),
                ana.phone(),
                ana.link(),
                ana.acceptUntil(),
                null,
                ana.assignment(),
                null,
                text,
                null,
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
                ana ? "Mia" : text.get(),
                name,
                pick(ana, "CTO", text),
                pick(ana, "Acme GmbH", text),
                new DispatchMessage.Why(
                        ana ? "DACH fintech" : text.get(), ana ? "lowest credit 0.33" : text.get()),
                SINCE,
                ZoneId.of("Europe/Berlin"),
                ana ? "HIGH" : text.get(),
                pick(ana, "web-form", text),
                pick(ana, "82", text),
                pick(ana, "ana@acme.de", text),
                pick(ana, "+49301234567", text),
                URI.create("https://app.example.test/leads/42"),
                SINCE.plusSeconds(600),
                pick(ana, "Call within 15 minutes", text),
                "01890000-0000-7000-8000-0000000000a1.1",
                null,
                null,
                null,
                null);
    }

    private static @Nullable String pick(boolean ana, String known, Supplier<String> text) {
        return ana ? known : text.get();
    }
}
