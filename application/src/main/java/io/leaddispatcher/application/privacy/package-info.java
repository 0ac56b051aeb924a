/** What a person may ask of those who keep data about them. */
@NullMarked
package io.leaddispatcher.application.privacy;

import org.jspecify.annotations.NullMarked;
