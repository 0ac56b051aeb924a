package io.leaddispatcher.web.settings;

import io.leaddispatcher.application.disclosure.DisclosureView;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.Objects;
import java.util.UUID;

/** Somebody who opened the sensitive values of a lead, in a list. */
record DisclosureRow(
        UUID id,
        String who,
        String lead,
        String title,
        String reason,
        When opened,
        When until,
        boolean open) {

    static DisclosureRow of(DisclosureView view, Words words) {
        return new DisclosureRow(
                view.id(),
                Objects.requireNonNullElseGet(
                        view.member(), () -> words.say("disclosure.former-member")),
                view.lead().toString(),
                Objects.requireNonNullElseGet(view.title(), () -> words.say("lead.nameless")),
                view.reason(),
                words.when(view.openedAt()),
                words.when(view.until()),
                view.open());
    }
}
