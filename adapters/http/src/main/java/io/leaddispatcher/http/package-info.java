/** What adapters have in common that take webhooks, or call others at a pace. */
@NullMarked
package io.leaddispatcher.http;

import org.jspecify.annotations.NullMarked;
