package io.leaddispatcher.domain.outreach;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/** Who may be written to by a program without starting a conversation between two programs. */
public final class Addressee {

    private static final ImmutableSet<String> MACHINES =
            ImmutableSet.of("mailer-daemon", "postmaster", "abuse", "daemon", "root");

    private static final ImmutableList<String> BEGINNINGS =
            ImmutableList.of(
                    "noreply",
                    "no-reply",
                    "no_reply",
                    "no.reply",
                    "donotreply",
                    "do-not-reply",
                    "do_not_reply",
                    "do.not.reply",
                    "bounce",
                    "auto-reply",
                    "autoreply");

    private Addressee() {}

    /**
     * Whether somebody reads what comes to an address.
     *
     * @param address in lower case
     */
    public static boolean isPerson(String address) {
        String mailbox = address.substring(0, Math.max(0, address.indexOf('@')));
        return !mailbox.isEmpty()
                && !MACHINES.contains(mailbox)
                && BEGINNINGS.stream().noneMatch(mailbox::startsWith);
    }
}
