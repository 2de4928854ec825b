print("govmesh")
