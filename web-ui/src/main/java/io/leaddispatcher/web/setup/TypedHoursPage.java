package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.web.layout.TypedHours;
import io.leaddispatcher.web.layout.Wording;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Says what is understood of hours while they are typed. */
@Controller
final class TypedHoursPage {

    /** As much as an input takes. */
    private static final int LONGEST = 200;

    private final Wording wording;

    TypedHoursPage(Wording wording) {
        this.wording = wording;
    }

    /**
     * @param problem what cannot be understood; null: nothing
     */
    record Understood(List<String> intervals, @Nullable String problem) {
        Understood {
            intervals = List.copyOf(intervals);
        }
    }

    @GetMapping("/setup/hours")
    @ResponseBody
    Understood understood(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "typed", defaultValue = "") String typed,
            Locale locale) {
        who.caller().require(Permission.VIEW_CONFIGURATION);
        String text = typed.substring(0, Math.min(LONGEST, typed.length()));
        return new Understood(
                TypedHours.intervals(text),
                TypedHours.problem(text, wording.in(locale)).orElse(null));
    }
}
