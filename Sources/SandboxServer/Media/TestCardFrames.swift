/// The frames of the test card in base64: a key frame of each size, and a frame that repeats the one before it.
///
/// `scripts/test-card` prints this file anew. What FFmpeg encodes shows the same card in other bytes, so all sizes change.
enum TestCardFrames {
  static let camera = """
    EDsAnQEqgAJoAQAARggAGQB4ZSmR7oZHuhke6GR7oZHuhke6GR7yf6RxigQVflZkjjFAgq/KzJHGJ7ygCNsc/pWRim8b\
    Y5/SsjFN42xp7yvuUF/SsjFN42xz+lZGKbxtjT3lfcoL+lZGKbxtjn9KyMU3jbGnvK+5QX9KyMU3jbHP6VkYpvG2NPeV\
    9ygv6VkYpvG2Of0rIxTeNsae8r7lBf0rIxTeNsc/pWRim8bY095X3KC/pWRim8bY5/SsjFN42xp7yvuUF/SsjFN42xz+\
    lZGKbxtjT3lfcoL+lZGKbxtjn9KyMU3jbGnvK+5QX9KyMU3jbHP6VkYpvG2NPeV9ygv6VkYpvG2Of0rIxTeNsae8r7lB\
    f0rIxTeNsc/pWRim8bY095X3KC/pWRim8bY5/SsjFN42xp7yvuUF/SsjFN42xz+lZGKbxtjT3lfcoL+lZGKbxtjn9KyM\
    U3jbGnvK+5QX9KyMU3jbHP6VkYpvG2IqWcoSfA85Qk+B5yhJ8DzlCT4HnKEnwPOUJPgecoSfA85QmQ1F5OUKggLXVY8F\
    rdrabbfNZMbUVY8FrdrabbfNZMcDs+IhUF/Sq+WC/pWRim8bY5/SsjFN42xz+lV8sF/SsjFN42xz+lZGKbxtjn9KUAD+\
    782zjqt//6nH//U4//6nH9fb+DLbYqPRaJ//7g4//uDj/+4OP3rf//sZv/+jN//0Zv7AHnol//6nH//U4//6nH9fb/dJ\
    +p/ovT2f//7g4//uDj/+4OP3rf//wJ3//Anf/8Cd/4E72j2//9Tj//qcf/9Tj+vt/BltsVHotE//9wcf/3Bx//cHH71v\
    //2M3//Rm//6M39gDzVF//9Tj//qcf/9Tj+vt/BltsVH8JZX30Pf//UGf/6gz//UGfqpf3uWikV7ms//3Q99XlT2H//1\
    Bn/+oM//1Bn6qVDL//yU/+8r/XduG//+cS/+gX/gL0P+upV//8pX/xu/3ZcFv//n5n/8D/+6fBn7VPf/qJ7CO++3v//q\
    cf/9Tj//qcf19v6qWX//qcf/9Tj//qcf19v4Mttio/tlAA==
    """

  static let cameraRepetition = """
    sQQAAAEYADAAMLBf6AARAAgAAQ2gsx0XuUmvzlWMisyEn2Yow0FlQAAA
    """

  static let screen = """
    sNMAnQEqAAXQAgAARggAGQB4ZVfK7p8bUVXayPeT/P0YnvJ/eZHvJ/n6MT3k/vMj3k/z9GJ7yf6NqKr5ZwglV8s4QSq+\
    WcIJVfLOEEqvlnCCVXyzhBKr5ZwglV8sA95P9I4xPeUARtjT3lfcoB7yvuUA95X3KAe8r7lAPeV9ygHvJ/o2oqx4LWNq\
    Lycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oq\
    x4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHv\
    J/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPe\
    V9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8\
    r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7yg\
    CNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/p\
    HGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jb\
    EgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqL\
    ycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx\
    4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ\
    /o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV\
    9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r\
    7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygC\
    Nsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pH\
    GJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbE\
    gvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLycn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvJ/o2oqx4LWNqLy\
    cn+jbEgvJ/pHGJ7ygCNsae8r7lAPeV9ygHvGX0wSxLg28dfgecoTa9XRK3tTiXBt4768jmr316uiXBszA85Qm16uiVva\
    nEuDbx315HNXvr1dEuDZmB5yhNr1dEtQsbUVY8FrG1F5OT/RtiQXk/0jjE95QBG2NPeV9ygHvK+5QD3k/0bUVY8FrG1F\
    5OT/RtiQXk/0jjE95QBG2NPeV9ygHvK+5QD3k/0bUVY8FrG1F5OT/RtiQXk/0jjE95QBG2NPeV9ygHvK+5QD3k/0bUVY\
    8FrG1F5OT/RtiQXk/0jjE95QBG2NPeV9ygHvK+5QD3k/0bUVY8FrG1F5OT/RtiQXk/0jjE95QBG2NPeV9ygHvK+5QD3k\
    /0bUVY8FrG1F5OT/RtiQXk/0jjE95QBG2NPeV9ygHvK+5QD3k/0bUVY8FrG1F5OT/RtiQXk/0jjE95QBG2NPeV9ygHvK\
    +5QD3k/0bUVY8FrG1F5OT/RtiQXk/0jjE95QBG2NPeV9ygHvK+5QD3k/0bUVY8FrG1F5OT/RtiQXk/0jjE95QBG2NPeV\
    9ygHvK+5QD3k/0bUVY8FrG1F5OT/RtiQXk/0jjE95QBG2NPeV9ygHvK+5QD3jID+782zjqt//6nH//U4//6nH9fb+DLb\
    YqPRaJ//7g4//uDj/+4OP3rf//sZv/+jN//0Zv7AHnol//6nH//U4//6nH9fb/dJ+p/ovT2f//7g4//uDj/+4OP3rf//\
    wJ3//Anf/8Cd/4E72j2//9Tj//qcf/9Tj+vt/BltsVHotE//9wcf/3Bx//cHH71v//2M3//Rm//6M39gDzVF//9Tj//q\
    cf/9Tj+vt/BltsVH8JZX30Pf//UGf/6gz//UGfqpf3uWikV7ms//3Q99XlT2H//1Bn/+oM//1Bn6qVDL//yU/+8r/Xdu\
    G//+cS/+gX/gL0P+upV//8pX/xu/3ZcFv//n5n/8D/+6fBn7VPf/qJ7CO++3v//qcf/9Tj//qcf19v6qWX//qcf/9Tj/\
    /qcf19v4Mttio/tlAA==
    """

  static let screenRepetition = """
    EQwAAAEYADAAMLBf6AARAAgAAQAAIAAENtoxr9tFtdtoNrds5tZtmNrNsptVtkNqNsdtNtjNpRsNtGNftotrttBtbtnN\
    rNsxtZtlNqtshtRtjtptsZtKNhtoxr9tFtdtoNoAAAA=
    """

  static let room = """
    kNIBnQEqgAc4BAAARggAGQB4ZVfLAPeMvDKr5YB7xl4ZVfLAPeMvDKr5YB7xl4ZVfLAPeMvDKr5YB7xl4ZVfLAPeMvDK\
    r5YB7yf6NqKr5YC11V8sA95QqCAe8n+jbEgvJ/o2orIxTWNqKr5rJjaiq+WAtdVfLAPeUKggHvJ/o2oqvlgHvKAI2xp7\
    yf6OB2e8n+jai8nJ/o2oqvysyNqKr5YL+lV8sA95X3KAe8n+jgdnvJ/o2oqvlgHvJ/pHGJ7yf6NqW+8n+jairHgtY2oq\
    vlnCCVXywD3qedxp7yf6Rxie8n+jalvvJ/o2oqvlgHvJ/o2xILyf6NqKyMU1jaiq+ayY2oqvlgLXVXywD3lCoIB7yf6N\
    sSC8n+jaisjFNY2oqvlgHvJ/o2ovJyf6NqKr8rMjaiq+WC/pVfLAPeV9ygHvJ/o4HZ7yf6NqLycn+jaiq/KzI2oqvlgH\
    vJ/o2oqx4LWNqKr5ZwglV8sA96nncae8n+kcYnvJ/o2pb7yf6NqKseC1jaiq+WcIJVfLAPeT/RtRVfLBf0qvlgHvK+5Q\
    D3k/0cDs95P9G1F5OT/RtRVflZkbUVXywX9Kr5YB7yvuUA95P9G1FV8sA95QqCAe8n+jbEgvJ/o2orIxTWNqKr5rJjai\
    q+WAtdVfLAPeUKggHvJ/o2xILyf6NqKr5YB7yf6OB2e8n+jai8nJ/o2oqvysyNqKr5YL+lV8sA95X3KAe8n+jgdnvJ/o\
    2ovJyf6NqKr5YB7yf6NqW+8n+jairHgtY2oqvlnCCVXywD3qedxp7yf6Rxie8n+jalvvJ/o2oqx4LWNqKr5YB7yf6NqK\
    yMU1jaiq+ayY2oqvlgLXVXywD3lCoIB7yf6NsSC8n+jaisjFNY2oqvmsmNqKr5YB7yf6NqKr8rMjaiq+WC/pVfLAPeV9\
    ygHvJ/o4HZ7yf6NqLycn+jaiq/KzI2oqvlgv6VXywD3k/0bUVXywFrqr5YB7yhUEA95P9G2JBeT/RtRWRimsbUVXzWTG\
    1FV8sBa6q+WAe8oVBAPeT/RtRVfLAPeUARtjT3k/0cDs95P9G1F5OT/RtRVflZkbUVXywX9Kr5YB7yvuUA95P9HA7PeT\
    /RtRVfLAPeT/SOMT3k/0bUt95P9G1FWPBaxtRVfLOEEqvlgHvU87jT3k/0jjE95P9G1LfeT/RtRVfLAPeT/RtiQXk/0b\
    UVkYprG1FV81kxtRVfLAWuqvlgHvKFQQD3k/0bYkF5P9G1FZGKaxtRVfLAPeT/RtReTk/0bUVX5WZG1FV8sF/Sq+WAe8\
    r7lAPeT/RwOz3k/0bUXk5P9G1FV+VmRtRVfLAPeT/RtRVjwWsbUVXyzhBKr5YB71PO4095P9I4xPeT/RtS33k/0bUVY8\
    FrG1FV8s4QSq+WAe8n+jaiq+WC/pVfLAPeV9ygHvJ/o4HZ7yf6NqLycn+jaiq/KzI2oqvlgv6VXywD3lfcoB7yf6NqKr\
    5YB7yhUEA95P9G2JBeT/RtRWRimsbUVXzWTG1FV8sBa6q+WAe8oVBAPeT/RtiQXk/0bUVXywD3k/0cDs95P9G1F5OT/R\
    tRVflZkbUVXywX9Kr5YB7yvuUA95P9HA7PeT/RtReTk/0bUVXywD3k/0bUt95P9G1FWPBaxtRVfLOEEqvlgHvU87jT3k\
    /0jjE95P9G1LfeT/RtRVjwWsbUVXywD3k/0bUVkYprG1FV81kxtRVfLAWuqvlgHvKFQQD3k/0bYkF5P9G1FZGKaxtRVf\
    NZMbUVXywD3k/0bUVX5WZG1FV8sF/Sq+WAe8r7lAPeT/RwOz3k/0bUXk5P9G1FV+VmRtRVfLBf0qvlgHvJ/o2oqvlgLX\
    VXywD3lCoIB7yf6NsSC8n+jaisjFNY2oqvmsmNqKr5YC11V8sA95QqCAe8n+jaiq+WAe8oAjbGnvJ/o4HZ7yf6NqLycn\
    +jaiq/KzI2oqvlgv6VXywD3lfcoB7yf6OB2e8n+jaiq+WAe8n+kcYnvJ/o2pb7yf6NqKseC1jaiq+WcIJVfLAPep53Gn\
    vJ/pHGJ7yf6NqW+8n+jaiq+WAe8n+jbEgvJ/o2orIxTWNqKr5rJjaiq+WAtdVfLAPeUKggHvJ/o2xILyf6NqKyMU1jai\
    q+WAe8n+jai8nJ/o2oqvysyNqKr5YL+lV8sA95X3KAe8n+jgdnvJ/o2ovJyf6NqKr8rMjaiq+WAe8n+jairHgtY2oqvl\
    nCCVXywD3qedxp7yf6Rxie8n+jalvvJ/o2oqx4LWNqKr5ZwglV8sA95P9G1FV8sF/Sq+WAe8r7lAPeT/RwOz3k/0bUXk\
    5P9G1FV+VmRtRVfLBf0qvlgHvK+5QD3k/0bUVXywD3lCoIB7yf6NsSC8n+jaisjFNY2oqvmsmNqKr5YC11V8sA95QqCA\
    e8n+jbEgvJ/o2oqvlgHvJ/o4HZ7yf6NqLycn+jaiq/KzI2oqvlgv6VXywD3lfcoB7yf6OB2e8n+jai8nJ/o2oqvlgHvJ\
    /o2pb7yf6NqKseC1jaiq+WcIJVfLAPep53GnvJ/pHGJ7yf6NqW+8n+jairHgtY2oqvlgHvJ/o2orIxTWNqKr5rJjaiq+\
    WAtdVfLAPeUKggHvJ/o2xILyf6NqKyMU1jaiq+ayY2oqvlgHvJ/o2oqvysyNqKr5YL+lV8sA95X3KAe8n+jgdnvJ/o2o\
    vJyf6NqKr8rMjaiq+WC/pVfLAPeT/RtRVfLAWuqvlgHvKFQQD3k/0bYkF5P9G1FZGKaxtRVfNZMbUVXywFrqr5YB7yhU\
    EA95P9G1FV8sA95QBG2NPeT/RwOz3k/0bUXk5P9G1FV+VmRtRVfLBf0qvlgHvK+5QD3k/0cDs95P9G1FV8sA95P9I4xP\
    eT/RtS33k/0bUVY8FrG1FV8s4QSq+WAe9TzuNPeT/SOMT3k/0bUt95P9G1FV8sA95P9G2JBeT/RtRWRimsbUVXzWTG1F\
    V8sBa6q+WAe8oVBAPeT/RtiQXk/0bUVkYprG1FV8sA95P9G1F5OT/RtRVflZkbUVXywX9Kr5YB7yvuUA95P9HA7PeT/R\
    tReTk/0bUVX5WZG1FV8sA95P9G1FWPBaxtRVfLOEEqvlgHvU87jT3k/0jjE95P9G1LfeT/RtRVjwWsbUVXyzhBKr5YB7\
    yf6NqKr5YL+lV8sA95X3KAe8n+jgdnvJ/o2ovJyf6NqKr8rMjaiq+WC/pVfLAPeV9ygHvJ/o2oqvlgHvKFQQD3k/0bYk\
    F5P9G1FZGKaxtRVfNZMbUVXywFrqr5YB7yhUEA95P9G2JBeT/RtRVfLAPeT/RwOz3k/0bUXk5P9G1FV+VmRtRVfLBf0q\
    vlgHvK+5QD3k/0cDs95P9G1F5OT/RtRVfLAPeT/RtS33k/0bUVY8FrG1FV8s4QSq+WAe9TzuNPeT/SOMT3k/0bUt95P9\
    G1FWPBaxtRVfLAPeT/RtRWRimsbUVXzWTG1FV8sBa6q+WAe8oVBAPeT/RtiQXk/0bUVkYprG1FV81kxtRVfLAPeT/RtR\
    VflZkbUVXywX9Kr5YB7yvuUA95P9HA7PeT/RtReTk/0bUVX5WZG1FV8sF/Sq+WAe8n+jaiq+WAtdVfLAPeUKggHvJ/o2\
    xILyf6NqKyMU1jaiq+ayY2oqvlgLXVXywD3lCoIB7yf6NqKr5YB7ygCNsae8n+jgdnvJ/o2ovJyf6NqKr8rMjaiq+WC/\
    pVfLAPeV9ygHvJ/o4HZ7yf6NqGpHqxwSxLg28d9erQtE0SxLg28d9erolb2pxLg28d9erolwbMwPOUJterolwbeO+hZq\
    99erolwbeO+vVoWiaJYlwbeO+vV0St7U4lwbeO+vV0S4NmYHnKE2vV0S4NvHfVhH+jaiq+ayY2oqvlgLXVXywD3lCoIB\
    7yf6NsSC8n+jaisjFNY2oqvmsmNqKr5YC11V8sA95P9G1FV8sBAgq+WAe8oAjbGnvJ/o4HZ7yf6NqLycn+jaiq/KzI2o\
    qvlgv6VXywD3lfcoB7yf6NqKr5YB7yhUEA95P9G2JBeT/RtRWRimsbUVXzWTG1FV8sBa6q+WAe8oVBAPeT/RtiQXk/0b\
    UVXywD3k/0cDs95P9G1F5OT/RtRVflZkbUVXywX9Kr5YB7yvuUA95P9HA7PeT/RtReTk/0bUVXywD3k/0bUt95P9G1FW\
    PBaxtRVfLOEEqvlgHvU87jT3k/0jjE95P9G1LfeT/RtRVjwWsbUVXywD3k/0bUVkYprG1FV81kxtRVfLAWuqvlgHvKFQ\
    QD3k/0bYkF5P9G1FZGKaxtRVfNZMbUVXywD3k/0bUVX5WZG1FV8sF/Sq+WAe8r7lAPeT/RwOz3k/0bUXk5P9G1FV+VmR\
    tRVfLBf0qvlgHvJ/o2oqvlgLXVXywD3lCoIB7yf6NsSC8n+jaisjFNY2oqvmsmNqKr5YC11V8sA95QqCAe8n+jaiq+WA\
    e8oAjbGnvJ/o4HZ7yf6NqLycn+jaiq/KzI2oqvlgv6VXywD3lfcoB7yf6OB2e8n+jaiq+WAe8n+kcYnvJ/o2pb7yf6Nq\
    KseC1jaiq+WcIJVfLAPep53GnvJ/pHGJ7yf6NqW+8n+jaiq+WAe8n+jbEgvJ/o2orIxTWNqKr5rJjaiq+WAtdVfLAPeU\
    KggHvJ/o2xILyf6NqKyMU1jaiq+WAe8n+jai8nJ/o2oqvysyNqKr5YL+lV8sA95X3KAe8n+jgdnvJ/o2ovJyf6NqKr8r\
    Mjaiq+WAe8n+jairHgtY2oqvlnCCVXywD3qedxp7yf6Rxie8n+jalvvJ/o2oqx4LWNqKr5ZwglV8sA95P9G1FV8sF/Sq\
    +WAe8r7lAPeT/RwOz3k/0bUXk5P9G1FV+VmRtRVfLBf0qvlgHvK+5QD3k/0bUVXywD3lCoIB7yf6NsSC8n+jaisjFNY2\
    oqvmsmNqKr5YC11V8sA95QqCAe8n+jbEgvJ/o2oqvlgHvJ/o4HZ7yf6NqLycn+jaiq/KzI2oqvlgv6VXywD3lfcoB7yf\
    6OB2e8n+jai8nJ/o2oqu0P7vzbOOq3//qcf/9Tj//qcf19v4Mttio9Fon//uDj/+4OP/7g4/et//+xm//6M3//Rm/sAe\
    eiX//qcf/9Tj//qcf19v90n6n+i9PZ///uDj/+4OP/7g4/et///Anf/8Cd//wJ3/gTvaPb//1OP/+px//1OP6+38GW2x\
    Uei0T//3Bx//cHH/9wcfvW///Yzf/9Gb//ozf2APNUX//1OP/+px//1OP6+38GW2xUfwllffQ9//9QZ//qDP/9QZ+ql/\
    e5aKRXuaz//dD31eVPYf//UGf/6gz//UGfqpUMv//JT/7yv9d24b//5xL/6Bf+AvQ/66lX//ylf/G7/dlwW//+fmf/wP\
    /7p8GftU9/+onsI777e//+px//1OP/+px/X2/qpZf/+px//1OP/+px/X2/gy22Kj+2UA
    """

  static let roomRepetition = """
    ERgAAAEYADAAMLBf6AARAAgAAQAAIAAEAACAABDbbabbbIbbWbbZzba7bbRjbYzbajbbKbbWbbaDba/bbSjbY7barbbM\
    bbW7baLbbDbbTbbZDbazbbObbXbbaMbbGbbUbbZTbazbbQbbX7baUbbHbbVbbZjba3bbRbbYbbabbbIbbWbbZzba7bbR\
    jbYzbajbbKbbWbbaDba/bbSjbY7barbbMbbW7baLbbDbbTbbZDbazbbObbXbbaMbbGbbUbbZTbZ4AAA=
    """
}
