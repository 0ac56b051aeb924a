package io.leaddispatcher.web.entry;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.result.view.Rendering;

/** What whoever follows a link of a letter sees that works no more. */
final class GonePage {

    private GonePage() {}

    /** Only who sent it can send another one. */
    static Rendering show() {
        return show(null);
    }

    /**
     * @param again where to ask for another one; null where nobody can
     */
    static Rendering show(@Nullable String again) {
        var page = Rendering.view("entry/gone").status(HttpStatus.NOT_FOUND);
        return (again == null ? page : page.modelAttribute("again", again)).build();
    }
}
