/** What every use case shares. */
@NullMarked
package io.leaddispatcher.application;

import org.jspecify.annotations.NullMarked;
