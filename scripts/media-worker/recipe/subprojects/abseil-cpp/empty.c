/* mediasoup's unused library target links each dependency as a whole archive; this gives it one. */
typedef int parley_no_code_here;
