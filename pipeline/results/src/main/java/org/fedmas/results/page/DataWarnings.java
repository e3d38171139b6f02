package org.fedmas.results.page;

/** Words that warnings about the data contain, and by which a report finds them again. */
public final class DataWarnings {

  /** About lesions with images in training and test. */
  public static final String LEAK = "split.kind: lesion keeps both sides apart";

  /** About images whose files are equal. */
  public static final String EQUAL = "with the same bytes as";

  /** About equal files of different classes. */
  public static final String CONTRADICTION = "in equal files with different labels";

  /** About images that tables name and the folder lacks. */
  public static final String MISSING = "missing images are skipped";

  /** About images that decode in part. */
  public static final String DAMAGED = "damaged JPEG data";

  private DataWarnings() {}
}
