/** What happens that programs outside may want to know, and which of them do. */
@NullMarked
package io.leaddispatcher.application.subscription;

import org.jspecify.annotations.NullMarked;
