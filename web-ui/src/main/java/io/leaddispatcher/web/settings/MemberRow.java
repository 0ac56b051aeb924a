package io.leaddispatcher.web.settings;

import io.leaddispatcher.application.member.MemberView;
import io.leaddispatcher.application.member.MemberView.Standing;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.web.layout.Initials;
import io.leaddispatcher.web.layout.Shown;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member in the list.
 *
 * @param chosen the role that is picked in the form
 * @param tone of the standing's badge
 * @param asRep of somebody who is linked to no rep, who they are all the same; null when nobody
 * @param open whether the reader may change this member
 * @param noRep what was typed for a rep and is none; null when nothing was
 */
record MemberRow(
        String id,
        String name,
        String email,
        String initials,
        String role,
        String chosen,
        String standing,
        String tone,
        @Nullable String rep,
        @Nullable String asRep,
        When since,
        boolean disabled,
        boolean invited,
        boolean open,
        @Nullable String noRep) {

    static MemberRow of(MemberView member, boolean owns, Words words) {
        return new MemberRow(
                member.id().toString(),
                member.name(),
                member.email(),
                Initials.of(member.name()),
                member.role().name(),
                member.role().name(),
                words.say("members.standing." + member.standing()),
                switch (member.standing()) {
                    case ACTIVE -> "good";
                    case INVITED -> "info";
                    case DISABLED -> "warn";
                },
                member.rep(),
                member.repByAddress(),
                words.when(member.createdAt()),
                member.standing() == Standing.DISABLED,
                member.standing() == Standing.INVITED,
                owns || member.role() != Role.OWNER,
                null);
    }

    /** As it was sent, and is kept nowhere. */
    MemberRow again(Map<String, String> sent) {
        return new MemberRow(
                id,
                name,
                email,
                initials,
                role,
                Shown.again(sent, "role", role),
                standing,
                tone,
                rep,
                asRep,
                since,
                disabled,
                invited,
                open,
                sent.getOrDefault("rep", ""));
    }
}
