package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.domain.phrase.Phrase;

/** What most changes are told with. */
final class ChangePhrases {

    private ChangePhrases() {}

    static Phrase added(Phrase what) {
        return Phrase.of("import.added", "%s added", what);
    }

    static Phrase changed(Phrase what) {
        return Phrase.of("import.changed", "%s changed", what);
    }

    static Phrase changed(Phrase what, Phrase then, Phrase now) {
        return Phrase.of("diff.changed", "%s changed from %s to %s", what, then, now);
    }

    static Phrase about(Phrase what, Phrase change) {
        return Phrase.of("diff.about", "%s: %s", what, change);
    }
}
